"""The directory, joining an organisation, and deciding who belongs."""
