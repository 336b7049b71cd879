"""Validators: our preflight of files for print, and programs of others that check."""
