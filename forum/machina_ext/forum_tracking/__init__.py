"""Machina's reading marks, set to what was seen."""
