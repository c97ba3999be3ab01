"""Participant reports of room providers, as people download them."""

from courses.reports.reading import Line, Report, Unreadable, read

__all__ = ["Line", "Report", "Unreadable", "read"]
