"""lokadaya.net: the assembly of every app into one site."""

from portal.celery import app as celery_app

__all__ = ["celery_app"]
