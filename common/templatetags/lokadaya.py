"""Template words of both sites: icons, avatars, numbers, dates near and far."""

import uuid
from collections.abc import Iterator
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.http import HttpRequest
from django.template import Context
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils import formats, timezone
from django.utils.crypto import get_random_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from common import held_forms, richtext

register = template.Library()

ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}
TONES = 4
FRAGMENTS = 4096
DAYS = 1024
# Stands in what is kept where the readers' tokens come; nobody who writes can know it.
TOKEN = get_random_string(32)


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """A line icon of the sprite, always beside words of its own."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>',
        static("img/icons.svg"),
        name,
    )


@register.simple_tag
def kept(template_name: str, **values: object) -> SafeString:
    """A fragment that depends on these values, the language and the zone alone.

    It is rendered once and kept in the process: the fortieth tick of a list, or the
    frame of the next page, costs nothing. The values are what Python can hash.
    """
    render = _fragment.__wrapped__ if settings.DEBUG else _fragment
    zone = timezone.get_current_timezone()
    return render(template_name, get_language(), zone, **values)


@register.simple_tag(takes_context=True)
def kept_with_forms(
    context: Context, template_name: str, **values: object
) -> SafeString:
    """`kept`, of what has forms: each gets the reader's own token when it is shown."""
    html = kept(template_name, csrf_token=TOKEN, **values)
    # Who is shown no form is asked for no token either, which would set a cookie.
    if TOKEN not in html:
        return html
    return mark_safe(html.replace(TOKEN, str(context["csrf_token"])))  # noqa: S308


@lru_cache(maxsize=FRAGMENTS, typed=True)
def _fragment(
    template_name: str, _language: str, _zone: tzinfo, **values: object
) -> SafeString:
    return mark_safe(get_template(template_name).render(values))  # noqa: S308


@register.simple_tag
@lru_cache(maxsize=FRAGMENTS)
def avatar(name: str, kind: str = "") -> SafeString:
    """Initials on one of four dyes, the same for the same name."""
    words = [word for word in name.split() if word[:1].isalpha()] or ["–"]
    initials = words[0][0] + (words[-1][0] if len(words) > 1 else "")
    tone = sum(name.encode()) % TONES + 1
    return format_html(
        '<span class="avatar {}" data-tone="{}" aria-hidden="true">{}</span>',
        kind,
        tone,
        initials.upper(),
    )


@register.simple_tag(takes_context=True)
def idempotency_key(context: Context) -> SafeString:
    """A key that makes two presses of one button a single deed; and whose it is."""
    user = getattr(context.get("request"), "user", None)
    return format_html(
        '<input type="hidden" name="idempotency_key" value="{}">'
        '<input type="hidden" name="written_by" value="{}">',
        uuid.uuid4(),
        held_forms.signature(user),
    )


@register.filter
def rupiah(amount: int | Decimal | None) -> str:
    if amount is None:
        return "–"
    return f"Rp {int(amount):,}".replace(",", ".")


@register.filter
def markdown(text: str) -> SafeString:
    """What an author wrote into a plain field, as clean HTML."""
    return mark_safe(richtext.from_plain(text))  # noqa: S308


@register.filter
def size(count: int | None) -> str:
    """How much of a line's credit something takes: 84 KB, 1,2 MB."""
    if count is None:
        return "–"
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} KB"
    return f"{formats.number_format(count / 1_000_000, 1)} MB"


@register.filter
def iso(moment: datetime | None) -> str:
    """For the `datetime` of <time>, which knows no microseconds."""
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else ""


@register.filter
def at(moment: datetime | None) -> str:
    """A time in the reader's zone, with the zone's name: 21 November, 15.00 WITA."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    hours = int((local.utcoffset() or timedelta()).total_seconds() // 3600)
    day = formats.date_format(local, "j F" if _this_year(local) else "j F Y")
    return f"{day}, {local:%H.%M} {ZONES.get(hours, f'UTC{hours:+d}')}"


@register.filter
def until(first: date, last: date) -> str:
    """Both years over New Year, else one: 12 Oktober – 5 Desember 2026."""
    begins = formats.date_format(first, "j F" if first.year == last.year else "j F Y")
    return f"{begins} – {formats.date_format(last, 'j F Y')}"


@register.filter
def ago(moment: datetime | None) -> str:
    """How long since, as one would say it; a date when it is a week or more."""
    return since(moment, timezone.localtime(), get_language()) if moment else ""


def since(moment: datetime, now: datetime, language: str | None) -> str:
    """`ago`, for many moments at once: what they share is asked for by who asks."""
    local = moment.astimezone(now.tzinfo)
    passed, days = now - local, (now.date() - local.date()).days
    if passed < timedelta(minutes=1):
        return _("baru saja")
    if passed < timedelta(hours=1):
        minutes = int(passed.total_seconds() // 60)
        return ngettext("%d menit lalu", "%d menit lalu", minutes) % minutes
    if days == 0:
        return f"{local:%H.%M}"
    if days == 1:
        return _("kemarin %(time)s") % {"time": f"{local:%H.%M}"}
    # A week ago today has the name of today.
    form = "l" if days < 7 else "j F" if local.year == now.year else "j F Y"
    return _day(local.date(), form, language)


@lru_cache(maxsize=DAYS)
def _day(day: date, form: str, _language: str | None) -> str:
    """Lists name the same few days again and again."""
    return formats.date_format(day, form)


def _this_year(moment: datetime) -> bool:
    return moment.year == timezone.localtime().year


@register.filter
def percent(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0


@register.filter
def elided(page: Page[Any]) -> Iterator[int | str]:
    """The page numbers worth showing, without walking through all of them."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.filter
def first_part(path: str) -> str:
    """The first name of an address: `belajar` of `/belajar/6-langkah/`."""
    return path.split("/")[1]


@register.simple_tag
def place(request: HttpRequest, *prefixes: str) -> SafeString | str:
    """Marks the way-finding link of the place the reader is in."""
    here = any(request.path.startswith(prefix) for prefix in prefixes)
    return mark_safe(' aria-current="page"') if here else ""
