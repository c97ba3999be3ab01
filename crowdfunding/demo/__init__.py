"""The demo data of lokadaya.com, one module for each app."""
