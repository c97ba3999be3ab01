"""What is done with dialogues."""
