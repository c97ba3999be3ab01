"""What people and other apps do in forums."""
