"""Tests of musyawarah."""
