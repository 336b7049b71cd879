"""Raw HTML to the same nodes as Markdown, by an allow-list."""
