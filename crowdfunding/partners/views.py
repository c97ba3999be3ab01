"""The public page of a partner."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from crowdfunding.partners.models import Partner


@login_not_required
@require_GET
def show(request: HttpRequest, slug: str) -> HttpResponse:
    partner = get_object_or_404(Partner.objects.for_page(), slug=slug)
    return render(request, "partners/show.html", {"partner": partner})
