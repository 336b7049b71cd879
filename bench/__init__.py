"""How fast, and beside whom: `make bench`."""
