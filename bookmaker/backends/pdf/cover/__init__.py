"""The cover of a printed book: `wrap.make_cover`."""
