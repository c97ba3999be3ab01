"""Organisations of every kind, their members, provinces and audiences."""
