"""Machina's rights, reckoned our way."""
