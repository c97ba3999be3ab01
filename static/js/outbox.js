// The outbox: what was submitted without a line waits here and goes out once.
