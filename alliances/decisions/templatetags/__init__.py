"""Template words of decisions."""
