"""Pages that several apps meet on."""
