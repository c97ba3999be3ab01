"""lokadaya.com in every environment."""

import os
from typing import Any

from celery.schedules import crontab

from common.settings import base
from common.settings.base import *  # noqa: F403
from common.settings.base import redis_settings
from common.settings.environment import database, required

SITE = "crowdfunding"
ROOT_URLCONF = "crowdfunding.urls"
ASGI_APPLICATION = "crowdfunding.asgi.application"
AUTH_USER_MODEL = "people.Person"
PORTAL_URL = required("PORTAL_URL").rstrip("/")
CROWDFUNDING_URL = required("CROWDFUNDING_URL").rstrip("/")
OTHER_SITE = "portal"
OTHER_SITE_URL = PORTAL_URL

INSTALLED_APPS = [
    "daphne",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.admin",
    "channels",
    "django_htmx",
    "csp",
    "common.apps.CommonConfig",
    "common.letters.apps.LettersConfig",
    "crowdfunding.people.apps.PeopleConfig",
    "crowdfunding.partners.apps.PartnersConfig",
    "crowdfunding.campaigns.apps.CampaignsConfig",
    "crowdfunding.pledges.apps.PledgesConfig",
    "crowdfunding.apps.CrowdfundingConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Its padding of random length answers BREACH.
    "django.middleware.gzip.GZipMiddleware",
    "common.policy.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "common.middleware.ReaderMiddleware",
    "common.middleware.ScriptedAnswersMiddleware",
    "common.middleware.PlainAddressMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "common.idempotency.IdempotencyMiddleware",
]

DATABASES = {"default": database("CROWDFUNDING_DATABASE_URL")}
CACHES, CHANNEL_LAYERS, CELERY_BROKER_URL = redis_settings(
    "crowdfunding", cache=2, broker=3
)

SESSION_COOKIE_NAME = "lokadaya_com"
CSRF_COOKIE_NAME = "lokadaya_com_csrf"
LANGUAGE_COOKIE_NAME = "lokadaya_com_bahasa"
LOGIN_URL = "people:sign_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

# Single sign-on by way of lokadaya.net (docs/protocols/sign-on.md).
OIDC_CLIENT_SECRET = os.environ.get("OIDC_CLIENT_SECRET", "")

# Signing out leads on to lokadaya.net, so that both sessions end.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        **base.CONTENT_SECURITY_POLICY["DIRECTIVES"],
        "form-action": ["'self'", PORTAL_URL],
    }
}

# From visitors without an account (docs/decisions/0015-visitors-at-a-pace.md).
PLEDGES_IN_TEN_MINUTES = {"device": 6, "address": 40}

PREPARE_COMMANDS = ["load_regions", "load_support_forms"]
CELERY_BEAT_SCHEDULE: dict[str, Any] = {
    "forget old sessions": {
        "task": "crowdfunding.people.jobs.forget_old_sessions",
        "schedule": crontab(hour="3", minute="20"),
    },
    "forget expired sessions": {
        "task": "common.jobs.forget_expired_sessions",
        "schedule": crontab(hour="3", minute="50"),
    },
    "forget old keys": {
        "task": "common.jobs.forget_old_keys",
        "schedule": crontab(hour="3", minute="20"),
    },
    "deliver letters": {
        "task": "common.letters.tasks.deliver",
        "schedule": crontab(),
        "options": {"expires": 55},
    },
}
