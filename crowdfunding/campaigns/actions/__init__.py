"""The verbs of Galang Daya."""
