"""Texts alone: split, merged, compared, found again. Nothing here knows a database."""
