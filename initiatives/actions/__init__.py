"""Writing, reviewing and sending worksheets."""
