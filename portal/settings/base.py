"""lokadaya.net in every environment."""

import os
from typing import Any

from django.utils.translation import gettext_lazy as _

from common.settings import base
from common.settings.base import *  # noqa: F403
from common.settings.base import redis_settings
from common.settings.environment import database, pem, required
from portal.settings.clock import CELERY_BEAT_SCHEDULE as CELERY_BEAT_SCHEDULE

SITE = "portal"
ROOT_URLCONF = "portal.urls"
ASGI_APPLICATION = "portal.asgi.application"
AUTH_USER_MODEL = "accounts.User"
PORTAL_URL = required("PORTAL_URL").rstrip("/")
CROWDFUNDING_URL = required("CROWDFUNDING_URL").rstrip("/")
OTHER_SITE = "crowdfunding"
OTHER_SITE_URL = CROWDFUNDING_URL

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
    "allauth",
    "allauth.account",
    "oauth2_provider",
    "anymail",
    "ckeditor",
    "mptt",
    "widget_tweaks",
    "common.apps.CommonConfig",
    "common.letters.apps.LettersConfig",
    "common.uploads.apps.UploadsConfig",
    "accounts.apps.AccountsConfig",
    "search.apps.SearchConfig",
    "network.apps.NetworkConfig",
    "notices.apps.NoticesConfig",
    # Machina finds its classes by these paths: `forum` itself must come after them.
    "forum.machina_ext.forum.apps.ForumAppConfig",
    "forum.machina_ext.forum_conversation.apps.ForumConversationAppConfig",
    (
        "forum.machina_ext.forum_conversation.forum_attachments.apps"
        ".ForumAttachmentsAppConfig"
    ),
    "forum.machina_ext.forum_conversation.forum_polls.apps.ForumPollsAppConfig",
    "forum.machina_ext.forum_permission.apps.ForumPermissionAppConfig",
    "forum.machina_ext.forum_tracking.apps.ForumTrackingAppConfig",
    "forum.apps.ForumConfig",
    "courses.apps.CoursesConfig",
    "alliances.apps.AlliancesConfig",
    "alliances.decisions.apps.DecisionsConfig",
    "alliances.dialogues.apps.DialoguesConfig",
    "alliances.plans.apps.PlansConfig",
    "alliances.documents.apps.DocumentsConfig",
    "identity.apps.IdentityConfig",
    "initiatives.apps.InitiativesConfig",
    "library.apps.LibraryConfig",
    "portal.apps.PortalConfig",
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
    # Before all that asks who it is: a marked browser is nobody any more.
    "accounts.hiding.HidingMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.middleware.PersonMiddleware",
    "common.middleware.ReaderMiddleware",
    "common.middleware.ScriptedAnswersMiddleware",
    "common.middleware.PlainAddressMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "common.idempotency.IdempotencyMiddleware",
]

DATABASES = {"default": database("DATABASE_URL")}
CACHES, CHANNEL_LAYERS, CELERY_BROKER_URL = redis_settings("portal", cache=0, broker=1)

SESSION_COOKIE_NAME = "lokadaya_net"
CSRF_COOKIE_NAME = "lokadaya_net_csrf"
LANGUAGE_COOKIE_NAME = "lokadaya_net_bahasa"

# Where people write for help; without it the address that our e-mail comes from.
HELP_EMAIL = os.environ.get("HELP_EMAIL", "")

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

# Django's own backend would hash each wrong password a second time.
AUTHENTICATION_BACKENDS = ["accounts.backends.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": (
            "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"
        ),
        "OPTIONS": {"user_attributes": ["name", "email"]},
    },
]

# E-mail or mobile number, proved by a code (docs/decisions/0010-signing-in-and-up.md).
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "phone", "password1*"]
ACCOUNT_SIGNUP_REDIRECT_URL = "network:choose"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# A class in a training room, and half a mobile network, share one address.
ACCOUNT_RATE_LIMITS = {
    "signup": "60/m/ip",
    "login": "120/m/ip",
    "login_failed": "60/m/ip,5/5m/key",
    "request_login_code": "60/m/ip,3/m/key",
    "reset_password": "60/m/ip,5/m/key",
    "reset_password_from_key": "60/m/ip",
    "verify_phone": "1/30s/key,30/m/ip",
    # Every message to a phone is paid for: so many a day to one number, and from one
    # address, where a whole training room may be signing up.
    "phone_message": "8/d/key,200/d/ip",
}
ACCOUNT_FORMS = {
    "login": "accounts.forms.entrance.SignInForm",
    "signup": "accounts.forms.entrance.SignUpForm",
    "request_login_code": "accounts.forms.entrance.RequestCodeForm",
    "confirm_login_code": "accounts.forms.entrance.ConfirmCodeForm",
    "confirm_email_verification_code": "accounts.forms.entrance.ConfirmEmailForm",
    "confirm_password_reset_code": "accounts.forms.entrance.ConfirmResetForm",
    "verify_phone": "accounts.forms.entrance.ConfirmPhoneForm",
    "reset_password": "accounts.forms.entrance.ForgottenPasswordForm",
    "reset_password_from_key": "accounts.forms.entrance.NewPasswordForm",
    "change_password": "accounts.forms.entrance.ChangePasswordForm",
    "set_password": "accounts.forms.entrance.SetPasswordForm",
    "reauthenticate": "accounts.forms.entrance.ReauthenticateForm",
    "add_email": "accounts.forms.entrance.AddEmailForm",
    "change_email": "accounts.forms.entrance.ChangeEmailForm",
    "change_phone": "accounts.forms.entrance.ChangePhoneForm",
}

# A sign-up whose code has not come back by then is forgotten.
UNVERIFIED_ACCOUNT_DAYS = 7

# What was deleted is still in backups as old as this: rooms that forget say so.
BACKUPS_KEPT_DAYS = int(os.environ.get("BACKUPS_KEPT_DAYS", "30"))

# UU 27/2022: processing stops at most 3 x 24 hours after it was asked. Two days to
# think it over leave one for a machine that stands still.
ACCOUNT_DELETION_HOURS = 48

# Sign-in forms are sent here and then led on to lokadaya.com by single sign-on.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        **base.CONTENT_SECURITY_POLICY["DIRECTIVES"],
        "form-action": ["'self'", CROWDFUNDING_URL],
    }
}

# Single sign-on (docs/protocols/sign-on.md). Each hardening is spelled out: the
# library's defaults are the lenient ones until its version 4.
OIDC_CLIENT_SECRET = os.environ.get("OIDC_CLIENT_SECRET", "")
OAUTH2_PROVIDER_APPLICATION_MODEL = "identity.Client"
OAUTH2_PROVIDER_GRANT_MODEL = "identity.Grant"
OAUTH2_PROVIDER: dict[str, Any] = {
    "OIDC_ENABLED": True,
    "OIDC_ISS_ENDPOINT": PORTAL_URL,
    "OIDC_RSA_PRIVATE_KEY": pem("OIDC_RSA_PRIVATE_KEY"),
    "OIDC_RSA_PRIVATE_KEYS_INACTIVE": [
        key for key in [pem("OIDC_RSA_PRIVATE_KEY_OLD")] if key
    ],
    "OIDC_RESPONSE_TYPES_SUPPORTED": ["code"],
    "OIDC_RP_INITIATED_LOGOUT_ENABLED": True,
    "OAUTH2_VALIDATOR_CLASS": "identity.validators.Validator",
    "SCOPES": {
        "openid": _("Mengenali Anda bila Anda kembali"),
        "profile": _("Nama, bahasa, dan zona waktu Anda"),
    },
    "DEFAULT_SCOPES": ["openid"],
    "PKCE_REQUIRED": True,
    "AUTHORIZATION_CODE_EXPIRE_SECONDS": 60,
    "ACCESS_TOKEN_EXPIRE_SECONDS": 600,
    "ID_TOKEN_EXPIRE_SECONDS": 600,
    "REFRESH_TOKEN_EXPIRE_SECONDS": 60 * 60 * 24,
    "ROTATE_REFRESH_TOKEN": True,
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
    "ALLOWED_REDIRECT_URI_SCHEMES": ["https"],
    "COMPLIANT_BCP_RFC9700_IMPLICIT_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PASSWORD_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PKCE_METHOD": True,
    "COMPLIANT_BCP_RFC9700_PKCE_REQUIRED": True,
    "COMPLIANT_BCP_RFC9700_ACCESS_TOKEN_TRANSPORT": True,
    "COMPLIANT_BCP_RFC9700_AUTHZ_RESPONSE_ISS": True,
    "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,
    "COMPLIANT_BCP_RFC9700_REFRESH_TOKEN": True,
    "COMPLIANT_BCP_RFC9700_REDIRECT_URI_SCHEME": True,
    "COMPLIANT_BCP_RFC9700_REDIRECT_URI_MATCHING": True,
}

# Open Badges (docs/decisions/0142-open-badges.md): the first key signs, the others
# once did and stay published.
BADGE_KEYS = [
    key
    for key in [pem("BADGES_RSA_PRIVATE_KEY"), pem("BADGES_RSA_PRIVATE_KEY_OLD")]
    if key
]

PREPARE_COMMANDS = [
    "load_regions",
    "load_sectors",
    "load_places",
    "load_courses",
    "load_kits",
    "load_library",
    "make_client",
]

# Replies by e-mail: balas@… whose mail comes back to us; without it none are offered.
REPLY_ADDRESS = os.environ.get("REPLY_ADDRESS", "")
# Mails that one worker has on their way at the same time.
SENDING_LINES = 1
ANYMAIL = {"WEBHOOK_SECRET": os.environ.get("ANYMAIL_WEBHOOK_SECRET", "")}

# Messages to phones (docs/decisions/0011-phone-sender.md, docs/operations/phones.md).
PHONE_SENDERS = {
    "whatsapp": "accounts.phone_senders.WhatsApp",
    "gateway": "accounts.phone_senders.Gateway",
}
WHATSAPP_API_URL = "https://graph.facebook.com/v23.0"
WHATSAPP_TOKEN = ""
WHATSAPP_NUMBER_ID = ""
PHONE_GATEWAY_URL = ""
PHONE_GATEWAY_TOKEN = os.environ.get("PHONE_GATEWAY_TOKEN", "")
PHONE_GATEWAY_BODY = os.environ.get(
    "PHONE_GATEWAY_BODY", '{"to": "{phone}", "text": "{text}"}'
)

# News on the screens of devices (docs/decisions/0202-web-push.md): messages go to the
# push services of the browsers alone. Without a key it is not offered.
VAPID_PRIVATE_KEY = pem("VAPID_PRIVATE_KEY")
PUSH_SERVICES = [
    "https://fcm.googleapis.com",
    "https://*.push.services.mozilla.com",
    "https://*.push.apple.com",
    "https://*.notify.windows.com",
]

# Rooms of webinars. Without a BigBlueButton server that choice is not offered.
JITSI_URL = os.environ.get("JITSI_URL", "https://meet.jit.si")
BIGBLUEBUTTON_URL = os.environ.get("BIGBLUEBUTTON_URL", "")
BIGBLUEBUTTON_SECRET = os.environ.get("BIGBLUEBUTTON_SECRET", "")

# Machina: our renderer, no editor from elsewhere, and what anyone who signed in may do.
# Who sees a forum at all is decided by its audience (docs/decisions/0040-machina.md).
MACHINA_FORUM_NAME = "Lokadaya"
MACHINA_MARKUP_LANGUAGE: tuple[str, dict[str, Any]] = ("forum.markup.render", {})
MACHINA_MARKUP_WIDGET = "django.forms.Textarea"
MACHINA_POST_CONTENT_MAX_LENGTH = 20_000
MACHINA_USER_DISPLAY_NAME_METHOD = "get_full_name"
MACHINA_FORUM_TOPICS_NUMBER_PER_PAGE = 20
MACHINA_TOPIC_POSTS_NUMBER_PER_PAGE = 20
MACHINA_DEFAULT_AUTHENTICATED_USER_FORUM_PERMISSIONS = [
    "can_see_forum",
    "can_read_forum",
    "can_start_new_topics",
    "can_reply_to_topics",
    "can_edit_own_posts",
    "can_post_without_approval",
    "can_attach_file",
    "can_download_file",
    "can_create_polls",
    "can_vote_in_polls",
]

# CKEditor 4 is no longer maintained upstream. It is for authors only, who sign in, and
# every HTML it gives is cleaned when stored (docs/decisions/0002-ckeditor-4.md).
SILENCED_SYSTEM_CHECKS = ["ckeditor.W001"]
