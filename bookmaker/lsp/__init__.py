"""The language server: problems, names and help for editors, while an author types.

`server.py` speaks the Language Server Protocol over standard input and output;
`manuscript.py` reads a book as the editor has it; the others answer one kind of
question each. Nothing here writes a file: an edit is sent to the editor.
"""
