"""One's own calendar feed: its page, and the file that calendars fetch."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import MemberRequest
from courses import calendars
from courses.actions import feeds
from courses.models import CalendarFeed


@require_http_methods(["GET", "HEAD", "POST"])
def own(request: MemberRequest) -> HttpResponse:
    """The address, another one, or none."""
    if request.method == "POST":
        deed = request.POST.get("deed")
        if deed == "matikan":
            feeds.close_feed(request.user)
            messages.success(request, _("Alamat kalender Anda tidak berlaku lagi."))
        elif deed == "ganti":
            feeds.change_feed(request.user)
            messages.success(request, _("Alamat baru dibuat; yang lama tidak berlaku."))
        else:
            feeds.open_feed(request.user)
        return redirect("courses:own_calendar")
    feed = CalendarFeed.objects.filter(person=request.user).first()
    address = f"{settings.PORTAL_URL}{feed.get_absolute_url()}" if feed else ""
    context = {
        "address": address,
        "subscribe": address.replace("https://", "webcal://", 1),
    }
    return render(request, "courses/own_calendar.html", context)


@login_not_required
@require_GET
@cache_control(private=True, max_age=600)
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """For calendars, which cannot sign in: the token is who asks."""
    found = get_object_or_404(
        CalendarFeed.objects.select_related("person"),
        token=token,
        person__is_active=True,
    )
    return HttpResponse(
        calendars.of_person(found.person),
        content_type="text/calendar; charset=utf-8",
        headers={"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"},
    )
