"""What people do in the network."""
