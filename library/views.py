"""The library's pages: finding, reading about, fetching, and shelving."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from common.decisions import Refused, require
from common.http import page_or_fragment, paged
from common.uploads import actions as uploads
from library.actions import shelving
from library.forms import FindForm, ItemForm
from library.models import Item
from library.permissions import can_add, can_edit, may_remove
from library.summaries import cited_in, reference

form_page = require_http_methods(["GET", "HEAD", "POST"])
DEEDS = {
    "terbitkan": (shelving.publish, gettext_lazy("Terbit di pustaka.")),
    "tarik": (shelving.withdraw, gettext_lazy("Kembali menjadi draf.")),
    "hapus": (shelving.remove, gettext_lazy("Dihapus dari pustaka.")),
}


@login_not_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    form = FindForm(request.GET)
    wanted = form.wanted()
    shown = Item.objects.visible_to(request.user).matching(**wanted)
    context = {
        "form": form,
        "page": paged(request, shown),
        "filtered": any(wanted.values()),
        "narrowed": any(value for name, value in wanted.items() if name != "words"),
        "can_add": can_add(request.user),
    }
    page, fragment = "library/index.html", "library/_list.html"
    return page_or_fragment(request, page, fragment, context)


@login_not_required
@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    item = _find(request, pk)
    context = {
        "item": item,
        "reference": reference(item),
        "cited": cited_in(item, request.user),
        "can_edit": can_edit(request.user, item),
        "may_remove": may_remove(item),
    }
    return render(request, "library/item.html", context)


@login_not_required
@require_GET
def named(request: HttpRequest, name: str) -> HttpResponse:
    """The item made from the file of this name: what lessons of files link to."""
    visible = Item.objects.visible_to(request.user)
    return redirect(get_object_or_404(visible, origin__name=name))


@login_not_required
@require_GET
def fetch(request: HttpRequest, pk: int) -> HttpResponse:
    """Counted, then handed over: to our file, or to the place it lies elsewhere."""
    item = _find(request, pk)
    shelving.count_download(item=item)
    return redirect(item.file.url if item.file else item.address)


@form_page
def new(request: MemberRequest) -> HttpResponse:
    require(can_add(request.user))
    form = ItemForm(request.user, request.POST or None, request.FILES or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            with uploads.spent(given["file"]) as file:
                item = shelving.add(adder=request.user, **{**given, "file": file})
        except ValidationError as problem:
            form.add_error("file", problem)
        else:
            messages.success(request, _("Draf tersimpan. Terbitkan bila sudah siap."))
            return redirect(item)
    return _form_page(request, form)


@form_page
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    item = _find(request, pk)
    require(can_edit(request.user, item))
    filled = ItemForm.filled_from(item)
    sent = (request.POST or None, request.FILES or None)
    form = ItemForm(request.user, *sent, item=item, initial=filled)
    if form.is_valid():
        given = form.cleaned_data
        try:
            with uploads.spent(given["file"]) as file:
                changed = {**given, "file": file}
                shelving.edit(editor=request.user, item=item, **changed)
        except ValidationError as problem:
            form.add_error("file", problem)
        else:
            messages.success(request, _("Perubahan tersimpan."))
            return redirect(item)
    return _form_page(request, form, item)


@require_POST
def change(request: MemberRequest, pk: int, deed: str) -> HttpResponse:
    item = _find(request, pk)
    if deed not in DEEDS:
        raise Http404
    act, said = DEEDS[deed]
    try:
        act(editor=request.user, item=item)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(item)
    messages.success(request, said)
    return redirect("library:index") if deed == "hapus" else redirect(item)


def _find(request: HttpRequest, pk: int) -> Item:
    return get_object_or_404(Item.objects.visible_to(request.user), pk=pk)


def _form_page(
    request: MemberRequest, form: ItemForm, item: Item | None = None
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "item": item}
    status = 422 if form.is_bound else 200
    return render(request, "library/form.html", context, status=status)
