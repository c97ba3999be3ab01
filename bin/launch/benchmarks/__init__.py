"""The rows of bin/bench, one module for each app."""
