"""Telling people things, and sending what was told."""
