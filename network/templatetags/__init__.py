"""Template words of the network."""
