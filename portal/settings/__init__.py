"""Settings of lokadaya.net: development, test, production."""
