"""What `book.toml` says, as typed values: `model` is the truth, `load` reads it."""
