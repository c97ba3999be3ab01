"""The calendar of an alliance, and the file that phones fetch."""

from itertools import groupby

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import MemberRequest
from alliances import calendars
from alliances.models import Alliance
from alliances.plans.actions import feeds
from alliances.plans.models import CalendarFeed
from common.http import paged
from notices.readers import as_read_by

ON_A_PAGE = 40


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: MemberRequest, slug: str) -> HttpResponse:
    alliance = get_object_or_404(Alliance.objects.visible_to(request.user), slug=slug)
    if request.method == "POST":
        return _settle(request, alliance)
    found = calendars.entries(alliance, request.user, timezone.localdate())
    page = paged(request, found, ON_A_PAGE)
    feed = CalendarFeed.objects.filter(person=request.user, alliance=alliance).first()
    address = f"{settings.PORTAL_URL}{feed.get_absolute_url()}" if feed else ""
    context = {
        "alliance": alliance,
        "page": page,
        "days": [(d, list(rows)) for d, rows in groupby(page, lambda e: e.day)],
        "address": address,
        "subscribe": address.replace("https://", "webcal://", 1),
    }
    return render(request, "alliances/plans/calendar.html", context)


@login_not_required
@require_GET
@cache_control(private=True, max_age=600)
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """For calendars, which cannot sign in: the token is who asks."""
    feeds = CalendarFeed.objects.select_related("person", "alliance")
    found = get_object_or_404(feeds, token=token, person__is_active=True)
    with as_read_by(found.person):
        file = calendars.as_file(found.alliance, found.person)
    return HttpResponse(
        file,
        content_type="text/calendar; charset=utf-8",
        headers={"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"},
    )


def _settle(request: MemberRequest, alliance: Alliance) -> HttpResponse:
    """The address, another one, or none."""
    deed = request.POST.get("deed")
    if deed == "matikan":
        feeds.close_feed(person=request.user, alliance=alliance)
        messages.success(request, _("Alamat kalender Anda tidak berlaku lagi."))
    elif deed == "ganti":
        feeds.change_feed(person=request.user, alliance=alliance)
        messages.success(request, _("Alamat baru dibuat; yang lama tidak berlaku."))
    else:
        feeds.open_feed(person=request.user, alliance=alliance)
    return redirect("calendar:show", alliance.slug)
