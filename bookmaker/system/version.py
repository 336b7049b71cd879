"""The version of bookmaker; `bookmaker.__version__` is this."""

VERSION = "0.1.0"
