"""The version of bookmaker; `bookmaker.__version__` is this."""

VERSION = "0.2.0"
