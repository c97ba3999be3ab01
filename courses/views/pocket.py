"""What a reader's phone may keep of a course, as the service worker asks for it."""

from dataclasses import asdict

from django.http import JsonResponse
from django.views.decorators.http import require_GET

from accounts.http import MemberRequest
from courses.permissions import may_enter
from courses.summaries import brief_outline
from courses.summaries.pocket import pocket
from courses.views.finding import find_course


@require_GET
def show(request: MemberRequest, slug: str) -> JsonResponse:
    standing = find_course(request, slug)
    outline = brief_outline(standing, may_enter)
    listed = asdict(pocket(outline, request.user))
    return JsonResponse(listed, headers={"Cache-Control": "no-store"})
