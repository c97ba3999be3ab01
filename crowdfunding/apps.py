"""The assembly of lokadaya.com."""

from django.apps import AppConfig


class CrowdfundingConfig(AppConfig):
    name = "crowdfunding"
    label = "daya"
    verbose_name = "Lokadaya.com"
