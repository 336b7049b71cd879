"""The print engine: `layout.lay_out`."""
