"""Courses, cohorts, webinars, completion."""
