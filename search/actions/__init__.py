"""Keeping what can be found."""
