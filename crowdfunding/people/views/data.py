"""What lokadaya.com knows of the person who asks, as a file."""

from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from common.personal import chapters
from crowdfunding.people.http import MemberRequest


@never_cache
@require_safe
def data(request: MemberRequest) -> JsonResponse:
    """Small enough to be made while one waits."""
    known = {str(each.title): each.tell(request.user) for each in chapters()}
    return JsonResponse(
        known,
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        headers={"Content-Disposition": 'attachment; filename="lokadaya.com.json"'},
    )
