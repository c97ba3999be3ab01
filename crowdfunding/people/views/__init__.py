"""Signing in and out by way of lokadaya.net."""
