"""The preview: the real pages of both editions in a browser, again after each save.

`loop` builds and watches, `live` holds what is shown, `server` gives it to the browser
and `guard` keeps everybody else out. Nothing here is loaded by another command.
"""
