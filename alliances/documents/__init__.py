"""Documents that alliances write together, sign and publish."""
