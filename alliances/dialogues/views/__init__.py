"""Pages of dialogues and commitments."""
