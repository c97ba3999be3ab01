"""Files that come in pieces, over a line that breaks (docs/protocols/uploads.md)."""
