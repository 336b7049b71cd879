"""The file for a printer: its rules, its inks, its pages."""
