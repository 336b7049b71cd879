"""The projects of other programs, read as they are: one module for each kind."""
