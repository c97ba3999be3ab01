"""Organisations as lokadaya.com knows them from letters."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "crowdfunding.partners"
    verbose_name = "Profil Mitra"
