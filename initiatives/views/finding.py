"""Finding the worksheet an address names, for those who may see it."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from accounts.http import MemberRequest
from initiatives.models import Worksheet


def find(request: MemberRequest, uuid: UUID) -> Worksheet:
    worksheets = Worksheet.objects.visible_to(request.user).select_related(
        "author", "organization", "initiative"
    )
    return get_object_or_404(worksheets, uuid=uuid)


def find_own(request: MemberRequest, uuid: UUID) -> Worksheet:
    """A mentor sees a worksheet, but for changing it there is none."""
    worksheets = Worksheet.objects.written_by(request.user).select_related(
        "author", "organization", "initiative"
    )
    return get_object_or_404(worksheets, uuid=uuid)
