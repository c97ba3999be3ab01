"""The shape of what people type about themselves."""
