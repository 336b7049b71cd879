"""The story on one page: load, read, transform, render, write."""
