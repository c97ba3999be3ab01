"""People of lokadaya.com, known by issuer and subject."""
