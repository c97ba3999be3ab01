"""The shape of what people say about being told."""
