"""Pages about people: the entrance, the profile, the privacy notice."""
