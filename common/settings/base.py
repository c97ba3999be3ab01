"""What is the same on both sites and in every environment."""

import os
from typing import Any

import django_stubs_ext
from django.utils.translation import gettext_lazy as _

from common.settings.environment import ROOT, celery_broker, redis, rotating_secret

django_stubs_ext.monkeypatch()

BASE_DIR = ROOT
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"
LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Bahasa Indonesia")), ("en", _("Inggris"))]
LOCALE_PATHS = [ROOT / "locale"]
USE_THOUSAND_SEPARATOR = True
FORMS_URLFIELD_ASSUME_HTTPS = True

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "common.context.site",
            ],
            "builtins": [
                "common.templatetags.lokadaya",
                "django.templatetags.l10n",
            ],
        },
    }
]

STATIC_URL = "/static/"
STATIC_ROOT = os.environ.get("STATIC_ROOT", str(ROOT / "var" / "static"))
STATICFILES_DIRS = [ROOT / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = ROOT / "var" / "media"
# What people send is private unless a model says `storages["public"]`.
STORAGES: dict[str, Any] = {
    "default": {"BACKEND": "common.storage.PrivateFiles"},
    "public": {"BACKEND": "common.storage.PublicFiles"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
# The cache spares a query on every page; the table keeps sessions when it is emptied.
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
# How many proxies of ours stand before Daphne and add to X-Forwarded-For.
TRUSTED_PROXY_COUNT = 0
CSRF_FAILURE_VIEW = "common.views.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'self'"],
        "object-src": ["'none'"],
        "form-action": ["'self'"],
    }
}

# What must happen is a row; Celery only hurries it. A worker that dies gives its task
# back, so every task may run twice.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_IGNORE_RESULT = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "unacked_restore_throttle": 1,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = TIME_ZONE

# A megabyte of any letters, each as up to nine signs of an address: what is too long is
# then refused by its form, with a sentence and all that was typed.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000_000
# A list of all who came to a webinar of 5,000 seats has two fields for each.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 12_000

# Signs letters to the other site; during a change two keys, the new one first.
LETTERS_KEY = rotating_secret("LETTERS_KEY")

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Daphne's own access lines carry addresses of people: nothing personal in logs.
    "loggers": {
        "daphne": {"level": "WARNING"},
        "django.channels.server": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},
        # What is odd in a paper that somebody sent is nobody else's business.
        "pikepdf": {"level": "ERROR"},
    },
}


def redis_settings(
    site: str, *, cache: int, broker: int
) -> tuple[dict[str, Any], dict[str, Any], str]:
    """Cache, Channels layer and broker of one site, apart from the other's.

    Pub/sub ignores database numbers, so the layer needs a prefix of its own.
    """
    caches = {
        "default": {
            "BACKEND": "common.cache.Cache",
            "LOCATION": redis(cache),
            "KEY_PREFIX": site,
        }
    }
    layers = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [redis(cache)], "prefix": site},
        }
    }
    return caches, layers, celery_broker(broker)
