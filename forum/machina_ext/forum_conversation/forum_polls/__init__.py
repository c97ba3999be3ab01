"""Machina's polls, with a closing day and secret ballots."""
