"""Rooms elsewhere: how the portal opens them and leads people in."""
