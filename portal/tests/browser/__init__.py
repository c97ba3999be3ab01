"""Both sites as a person meets them: real processes, a real browser."""
