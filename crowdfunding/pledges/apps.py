"""What people promise to an initiative's needs."""

from django.apps import AppConfig


class PledgesConfig(AppConfig):
    name = "crowdfunding.pledges"
    verbose_name = "Dukungan"
