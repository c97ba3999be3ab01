"""The pictures of a document: what is there, and one more."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from alliances.documents.actions import picturing
from alliances.documents.forms import PictureForm
from alliances.documents.models import Document
from alliances.documents.views.finding import find_open
from common.http import page_or_fragment, paged, wants_fragment


@require_http_methods(["GET", "POST"])
def index(request: MemberRequest, slug: str, document: str) -> HttpResponse:
    """A page of its own, and a drawer of the editor."""
    found = find_open(request, slug, document)
    if request.method == "GET":
        return _page(request, found, PictureForm())
    form = PictureForm(request.POST, request.FILES)
    if not form.is_valid() or not _taken_in(request, found, form):
        return _page(request, found, form, status=422)
    if wants_fragment(request):
        return _page(request, found, PictureForm())
    messages.success(request, _("Gambar tersimpan."))
    return redirect("documents:pictures", slug, document)


def _taken_in(request: MemberRequest, document: Document, form: PictureForm) -> bool:
    try:
        picturing.add(author=request.user, document=document, **form.cleaned_data)
    except ValidationError as error:
        form.add_error("file", error)
        return False
    return True


def _page(
    request: MemberRequest, document: Document, form: PictureForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "document": document,
        "alliance": document.alliance,
        "form": form,
        "page": paged(request, document.pictures.all(), 24),
    }
    return page_or_fragment(
        request,
        "alliances/documents/pictures.html",
        "alliances/documents/_pictures.html",
        context,
        status=status,
    )
