"""The accessibility dossier: what a person needs who evaluates a book.

What comes in: a manuscript. What goes out: one document, as an EPUB and as a page of
HTML, with facts about the editions and a checklist that a person signs. It claims
nothing: most of what the guidelines ask for (is the alt text right, can the links be
understood) only a person can judge.
"""
