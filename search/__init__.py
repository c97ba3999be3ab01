"""One box that finds topics, lessons, documents and organisations."""
