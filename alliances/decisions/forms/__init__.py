"""The shape of what people write in a musyawarah."""
