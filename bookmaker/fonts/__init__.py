"""Families from packages to static faces that layout takes, and what they can show."""
