"""Polls are looked after on their topic's page; no table of votes is shown."""
