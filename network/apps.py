"""Organisations of every kind, their members, provinces and audiences."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "network"
    verbose_name = "Jejaring"
