"""Machina's tree of forums, with stable names and audiences."""
