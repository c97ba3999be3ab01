"""How minutes came to say what they say: every text of them, and what it changed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from accounts.http import MemberRequest
from alliances.dialogues import summaries
from alliances.dialogues.models import Dialogue, RecordVersion
from alliances.dialogues.models.record import RecordVersionQuerySet
from alliances.dialogues.views.finding import find_dialogue
from common import richtext
from common.http import paged


@require_GET
def index(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    dialogue = find_dialogue(request, slug, pk)
    return all_of(request, dialogue, _seen(request, dialogue), _back(dialogue))


@require_GET
def show(request: MemberRequest, slug: str, pk: int, revision: int) -> HttpResponse:
    dialogue = find_dialogue(request, slug, pk)
    seen = _seen(request, dialogue)
    return one_of(request, dialogue, seen, revision, _back(dialogue))


def all_of(
    request: HttpRequest, dialogue: Dialogue, seen: RecordVersionQuerySet, back: str
) -> HttpResponse:
    """Those that are `seen`; `back` is where the minutes stand."""
    page = paged(request, seen.for_list())
    if not page.object_list:
        raise Http404
    context = {"dialogue": dialogue, "page": page, "back": back}
    return render(request, "alliances/dialogues/history.html", context)


def one_of(
    request: HttpRequest,
    dialogue: Dialogue,
    seen: RecordVersionQuerySet,
    revision: int,
    back: str,
) -> HttpResponse:
    version = get_object_or_404(seen.for_list(), revision=revision)
    context = {
        "dialogue": dialogue,
        "version": version,
        "html": richtext.from_plain(version.text),
        "changes": summaries.rewording(version, seen),
        "back": back,
    }
    return render(request, "alliances/dialogues/version.html", context)


def _seen(request: MemberRequest, dialogue: Dialogue) -> RecordVersionQuerySet:
    versions = RecordVersion.objects.visible_to(request.user)
    return versions.filter(record__dialogue=dialogue)


def _back(dialogue: Dialogue) -> str:
    return f"{dialogue.get_absolute_url()}#notula"
