"""Musyawarah: how the organisations of an alliance decide together."""
