"""What people promise to an initiative's needs."""
