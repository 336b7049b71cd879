"""The document tree: what every reader makes, transforms map and backends consume."""
