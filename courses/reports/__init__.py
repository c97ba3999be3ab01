"""Participant reports of room providers, as people download them."""

from courses.reports.reading import Line, Report, Unreadable, as_text, read

__all__ = ["Line", "Report", "Unreadable", "as_text", "read"]
