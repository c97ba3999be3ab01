"""Thematic alliances and their live rooms."""
