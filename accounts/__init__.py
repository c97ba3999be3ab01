"""People: sign-in, profile, consent."""
