"""bin/serve itself, run as a person at a terminal runs it."""
