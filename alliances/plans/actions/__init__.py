"""What is done with plans and calendars."""
