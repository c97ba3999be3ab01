"""Settings of plain machina, with its own pages: only to be measured beside ours.

It reads the very rows of ours. What it wants besides (its members' profiles) is made
before it is measured, and taken away again.
"""

from machina import MACHINA_MAIN_STATIC_DIR, MACHINA_MAIN_TEMPLATE_DIR

from portal.settings.production import *  # noqa: F403
from portal.settings.production import CACHES as OURS
from portal.settings.production import INSTALLED_APPS as PORTAL_APPS

MACHINA_APPS = [
    "machina",
    "machina.apps.forum",
    "machina.apps.forum_conversation",
    "machina.apps.forum_conversation.forum_attachments",
    "machina.apps.forum_conversation.forum_polls",
    "machina.apps.forum_feeds",
    "machina.apps.forum_moderation",
    "machina.apps.forum_search",
    "machina.apps.forum_tracking",
    "machina.apps.forum_member",
    "machina.apps.forum_permission",
]
STANDS_ALONE = ("django.", "mptt", "widget_tweaks", "allauth", "common.", "accounts.")
INSTALLED_APPS = [
    *(app for app in PORTAL_APPS if app.startswith(STANDS_ALONE)),
    "haystack",
    *MACHINA_APPS,
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "machina.apps.forum_permission.middleware.ForumPermissionMiddleware",
    # The people's app of ours does not start without.
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "launch.benchmarks.vanilla_urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [MACHINA_MAIN_TEMPLATE_DIR],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "machina.core.context_processors.metadata",
            ],
        },
    }
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATICFILES_DIRS = [MACHINA_MAIN_STATIC_DIR]
CACHES = {
    **OURS,
    "machina_attachments": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
HAYSTACK_CONNECTIONS = {
    "default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}
}
MACHINA_MARKUP_LANGUAGE = (
    "machina.core.markdown.markdown",
    {"safe_mode": True, "extras": {"break-on-newline": True}},
)
MACHINA_TOPIC_POSTS_NUMBER_PER_PAGE = 20
LOGIN_URL = "/"
