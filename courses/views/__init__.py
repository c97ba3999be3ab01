"""Pages of courses, one file for each area of the site."""
