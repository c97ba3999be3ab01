"""Initiatives, their needs, and their way to the public."""
