"""Policy dialogues of an alliance, their minutes, and what was promised in them."""
