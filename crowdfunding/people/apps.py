"""People of lokadaya.com, known by issuer and subject."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "crowdfunding.people"
    verbose_name = "Orang"
