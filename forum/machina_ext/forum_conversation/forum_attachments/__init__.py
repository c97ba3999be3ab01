"""Machina's attachments, as they are."""
