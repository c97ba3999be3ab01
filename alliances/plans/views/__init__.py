"""Pages of plans and calendars."""
