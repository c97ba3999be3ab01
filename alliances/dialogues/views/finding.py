"""Finding what an address names, as far as this reader may see it."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from alliances.dialogues.models import Commitment, Dialogue
from alliances.models import Alliance


def find_alliance(request: HttpRequest, slug: str) -> Alliance:
    return get_object_or_404(Alliance.objects.visible_to(request.user), slug=slug)


def find_dialogue(request: HttpRequest, slug: str, pk: int) -> Dialogue:
    found = Dialogue.objects.visible_to(request.user).select_related(
        "alliance", "room__alliance", "organizer", "record"
    )
    return get_object_or_404(found, alliance__slug=slug, pk=pk)


def find_commitment(request: HttpRequest, slug: str, pk: int) -> Commitment:
    found = Commitment.objects.visible_to(request.user).select_related(
        "alliance", "organization", "dialogue__alliance"
    )
    return get_object_or_404(found, alliance__slug=slug, pk=pk)
