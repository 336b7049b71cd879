"""From a request to artifacts on disk: `stages.py` is the story on one page.

Empty on purpose: a build that finds its artifacts unchanged loads `unchanged` alone.
"""
