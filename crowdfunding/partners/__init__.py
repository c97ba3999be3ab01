"""Organisations as lokadaya.com knows them from letters."""
