"""The outside world: files, the cache, signals, installed programs, timings."""
