"""Letters between the two sites."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "common.letters"
    label = "letters"
    verbose_name = "Surat antarsitus"
