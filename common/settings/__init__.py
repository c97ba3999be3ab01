"""Settings that both sites share; each adds its own."""
