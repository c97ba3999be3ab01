"""The pages of worksheets, by who opens them."""
