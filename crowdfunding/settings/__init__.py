"""Settings of lokadaya.com: development, test, production."""
