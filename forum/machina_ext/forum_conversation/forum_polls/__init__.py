"""Machina's polls, as they are."""
