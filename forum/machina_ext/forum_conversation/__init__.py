"""Machina's topics and posts, kept when people leave."""
