"""What both sites stand on: decisions, http, sockets, rich text, regions."""
