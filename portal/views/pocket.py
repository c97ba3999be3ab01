"""The site as an app: its manifest, its service worker, and what a phone has saved."""

import json

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from common.http import is_copy

# What the frame of a saved page needs; the pages' own pictures come with them.
FRAME = [
    "css/tokens.css",
    "css/base.css",
    "css/layout.css",
    "css/components.css",
    "fonts/plus-jakarta-sans-latin-wght-normal.woff2",
    "img/icons.svg",
    "img/favicon.svg",
    "js/vendor/htmx-4.0.1.min.js",
    "js/first-error.js",
    "js/outbox.js",
    "js/outbox-items.js",
    "js/outbox-shown.js",
    "js/register.js",
    "js/pocket.js",
    "js/pocket-talk.js",
    "js/pocket-list.js",
    "js/pocket-copy.js",
]
# Browsers paint these before any stylesheet: kertas and toska of tokens.css.
PAPER, TEAL = "#fbfaf6", "#0b6e69"


@login_not_required
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at the root so that it serves the whole site.

    The addresses it begins with change with the files: so a phone learns of new ones.
    """
    given = {
        "frame": [static(name) for name in FRAME],
        "lost": reverse("saved"),
        "signOut": reverse("account_logout"),
        "news": {
            "icon": static("img/app-192.png"),
            "inbox": reverse("notices:inbox"),
            "renew": reverse("notices:renew_device"),
        },
    }
    source = (
        f"self.pocket = {json.dumps(given)};\n"
        f"importScripts({json.dumps(static('js/worker.js'))});\n"
    )
    headers = {"Cache-Control": "no-cache"}
    return HttpResponse(source, content_type="text/javascript", headers=headers)


@login_not_required
@require_GET
def saved(request: HttpRequest) -> HttpResponse:
    """What this phone has saved; the phone itself fills it in.

    Its copy stands in for any page, for whoever holds the phone: nobody is in it.
    """
    if is_copy(request):
        request.user = AnonymousUser()
    return render(request, "portal/saved.html")


@login_not_required
@require_GET
def manifest(request: HttpRequest) -> JsonResponse:
    """How the site installs as an app."""
    icons = [
        {"src": static(f"img/app-{size}.png"), "sizes": f"{size}x{size}"}
        for size in (192, 512)
    ]
    maskable = static("img/app-maskable-512.png")
    icons.append({"src": maskable, "sizes": "512x512", "purpose": "maskable"})
    content = {
        "id": "/",
        "name": "Lokadaya",
        "short_name": "Lokadaya",
        "description": _("Ruang belajar dan bergerak bersama bagi OMS lokal."),
        "lang": request.LANGUAGE_CODE,
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": TEAL,
        "icons": [{**icon, "type": "image/png"} for icon in icons],
        "shortcuts": [
            {"name": _("Belajar"), "url": reverse("courses:catalog")},
            {"name": _("Tersimpan di ponsel"), "url": reverse("saved")},
        ],
    }
    headers = {"Cache-Control": "max-age=3600", "Vary": "Cookie"}
    return JsonResponse(
        content, content_type="application/manifest+json", headers=headers
    )
