"""Initiatives, their needs, and their way to the public."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "crowdfunding.campaigns"
    verbose_name = "Galang Daya"
