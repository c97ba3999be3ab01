"""What people do in alliances: join and leave, speak, read."""
