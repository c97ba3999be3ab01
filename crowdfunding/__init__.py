"""lokadaya.com: where the public meets the initiatives of local organisations."""

from crowdfunding.celery import app as celery_app

__all__ = ["celery_app"]
