"""Letters between the two sites: signed, numbered, delivered until received."""
