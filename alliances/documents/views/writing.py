"""A section under somebody's hands: held, kept while typed, finished; and what stands
beside it.
"""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from alliances.documents.actions import alternatives, drafting
from alliances.documents.forms import PlainWritingForm, RichWritingForm, TypedForm
from alliances.documents.models import Alternative, Draft, Section
from alliances.documents.text import comparing, plain
from alliances.documents.views.finding import find_section
from common import editor
from common.decisions import Refused

SAID = {
    "same": gettext_lazy("Tidak ada yang berubah."),
    "written": gettext_lazy("Tulisan Anda tersimpan."),
    "merged": gettext_lazy("Tulisan Anda digabung dengan perubahan orang lain."),
    "beside": gettext_lazy(
        "Kalimat yang sama diubah orang lain, jadi tulisan Anda disimpan utuh sebagai"
        " versi lain di samping bagian ini."
    ),
}
DEEDS = {"ambil": alternatives.adopt, "sisihkan": alternatives.set_aside}
AGAIN = "ambil-lagi"


@require_POST
def hold(request: MemberRequest, slug: str, document: str, pk: int) -> HttpResponse:
    section = find_section(request, slug, document, pk)
    if section.removed_at:
        return _turned_away(request, section)
    drafting.hold(author=request.user, section=section)
    way = "lengkap" if request.POST.get("cara") == "lengkap" else "biasa"
    return redirect(f"{_url(section)}?cara={way}")


@editor.allowed
@never_cache
@require_GET
def edit(request: MemberRequest, slug: str, document: str, pk: int) -> HttpResponse:
    """The section as it stands, or as its reader left it half written."""
    section = find_section(request, slug, document, pk)
    if section.removed_at:
        return _turned_away(request, section)
    beside = None
    if number := request.GET.get("versi-lain", ""):
        waiting = section.alternatives.waiting().select_related("author")
        beside = get_object_or_404(waiting, pk=number if number.isdecimal() else 0)
    return _page(request, section, _begun(request, section), beside)


@require_POST
def keep(request: MemberRequest, slug: str, document: str, pk: int) -> HttpResponse:
    """What is typed, every few seconds; the answer says whose hand it is in."""
    section = find_section(request, slug, document, pk)
    form = TypedForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    drafting.keep(author=request.user, section=section, typed=form.typed())
    section.refresh_from_db()
    holder = section.holder()
    other = holder if holder and holder.pk != request.user.pk else None
    return JsonResponse(
        {
            "at": f"{timezone.localtime():%H.%M}",
            "holder": other.name if other else "",
            "removed": section.removed_at is not None,
        }
    )


@editor.allowed
@require_POST
def finish(request: MemberRequest, slug: str, document: str, pk: int) -> HttpResponse:
    section = find_section(request, slug, document, pk)
    is_plain = bool(request.POST.get("is_plain"))
    form = (PlainWritingForm if is_plain else RichWritingForm)(request.POST)
    if not form.is_valid():
        return _page(request, section, form, None, status=422)
    became = drafting.finish(author=request.user, section=section, typed=form.typed())
    if became in ("written", "merged"):
        _settle_other(request, section)
    if section.removed_at:
        return _turned_away(request, section)
    say = messages.warning if became == "beside" else messages.success
    say(request, SAID[became])
    return redirect(f"{section.document.workshop_url}#bagian-{section.pk}")


@require_POST
def discard(request: MemberRequest, slug: str, document: str, pk: int) -> HttpResponse:
    section = find_section(request, slug, document, pk)
    form = TypedForm(request.POST)
    if not form.is_valid():
        raise Http404
    drafting.discard(author=request.user, section=section, typed=form.typed())
    messages.success(request, _("Perubahan yang belum masuk dibuang."))
    return redirect(f"{section.document.workshop_url}#bagian-{section.pk}")


@require_GET
def alternative(
    request: MemberRequest, slug: str, document: str, pk: int
) -> HttpResponse:
    found = _alternative(request, slug, document, pk)
    context = {
        "alternative": found,
        "section": found.section,
        "document": found.section.document,
        "alliance": found.section.document.alliance,
        "blocks": comparing.of_bodies(found.section.body, found.body),
    }
    return render(request, "alliances/documents/alternative.html", context)


@require_POST
def settle(
    request: MemberRequest, slug: str, document: str, pk: int, deed: str
) -> HttpResponse:
    found = _alternative(request, slug, document, pk)
    if deed not in (*DEEDS, AGAIN):
        raise Http404
    try:
        if deed == AGAIN:
            alternatives.take_again(author=request.user, text=found)
        else:
            DEEDS[deed](author=request.user, alternative=found)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Keputusan tersimpan."))
    return redirect(f"{found.section.document.workshop_url}#bagian-{found.section_id}")


def _alternative(
    request: MemberRequest, slug: str, document: str, pk: int
) -> Alternative:
    rows = Alternative.objects.select_related("author", "settled_by")
    found = get_object_or_404(rows, pk=pk)
    found.section = find_section(request, slug, document, found.section_id)
    return found


def _turned_away(request: MemberRequest, section: Section) -> HttpResponse:
    """From one that was taken out: what was written in it is in it all the same."""
    messages.warning(
        request,
        _(
            "“%(section)s” sudah dikeluarkan dari naskah. Yang ditulis di dalamnya"
            " tersimpan; kembalikan bagiannya untuk memakainya."
        )
        % {"section": section.title},
    )
    return redirect(f"{section.document.workshop_url}#dikeluarkan")


def _settle_other(request: MemberRequest, section: Section) -> None:
    """The words that were written stand together with those of the other version."""
    number = request.POST.get("merges", "")
    waiting = section.alternatives.waiting().select_related("section__document")
    found = waiting.filter(pk=number).first() if number.isdecimal() else None
    if found is not None:
        alternatives.mark_merged(author=request.user, alternative=found)


def _begun(request: MemberRequest, section: Section) -> TypedForm:
    """Each page is a sitting of its own, though it begins where another was left."""
    is_plain = request.GET.get("cara") != "lengkap"
    left = (
        Draft.objects.unsettled()
        .filter(section=section, author=request.user)
        .order_by("-written_at")
        .first()
    )
    body = left.text if left else section.body
    initial = {
        "sitting": uuid.uuid4(),
        "revision": section.revision,
        "turn": 0,
        "continues": left.sitting if left else None,
        "continues_turn": left.turn if left else None,
        "is_plain": "1" if is_plain else "",
        "text": plain.written(body) if is_plain else body,
    }
    return (PlainWritingForm if is_plain else RichWritingForm)(initial=initial)


def _page(
    request: MemberRequest,
    section: Section,
    form: TypedForm,
    beside: Alternative | None,
    *,
    status: int = 200,
) -> HttpResponse:
    holder = section.holder()
    context = {
        "section": section,
        "document": section.document,
        "alliance": section.document.alliance,
        "form": form,
        "is_plain": isinstance(form, PlainWritingForm),
        "holder": holder if holder and holder.pk != request.user.pk else None,
        "beside": beside,
        "blocks": comparing.of_bodies(section.body, beside.body) if beside else [],
    }
    page = "alliances/documents/write.html"
    return render(request, page, context, status=status)


def _url(section: Section) -> str:
    return f"{section.document.workshop_url}bagian/{section.pk}/"
