"""The devices on whose screens a person sees their news."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import MemberRequest
from common.decisions import Refused
from notices import device_names, push
from notices.actions import devices as acts
from notices.forms.devices import RenewalForm, ShowsForm, SubscriptionForm
from notices.models import Device


@require_http_methods(["GET", "HEAD", "POST"])
def devices(request: MemberRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request)
    form = SubscriptionForm(request.POST)
    if not form.is_valid():
        return _page(request, status=422)
    name = device_names.name_of(request.headers.get("User-Agent", ""))
    try:
        acts.add(person=request.user, name=name, **form.cleaned_data)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _page(request, status=422)
    messages.success(request, _("Kabar Anda sekarang juga tampil di perangkat ini."))
    return redirect("notices:devices")


@csrf_exempt
@require_POST
def renew(request: MemberRequest) -> HttpResponse:
    """Said by the worker, which has no form; nobody else knows the old address."""
    form = RenewalForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    try:
        moved = acts.renew(person=request.user, **form.cleaned_data)
    except Refused:
        return HttpResponse(status=422)
    return HttpResponse(status=204 if moved else 404)


@require_POST
def change(request: MemberRequest, pk: int) -> HttpResponse:
    form = ShowsForm(request.POST)
    if not form.is_valid():
        return _page(request, status=422)
    acts.show(person=request.user, device=_device(request, pk), **form.cleaned_data)
    messages.success(request, _("Pilihan Anda tersimpan."))
    return redirect("notices:devices")


@require_POST
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    acts.remove(person=request.user, device=_device(request, pk))
    messages.success(request, _("Perangkat itu tidak lagi menampilkan kabar Anda."))
    return redirect("notices:devices")


@require_POST
def try_out(request: MemberRequest, pk: int) -> HttpResponse:
    try:
        acts.try_out(person=request.user, device=_device(request, pk))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("Pesan percobaan sudah dikirim. Lihat layar perangkat itu.")
        )
    return redirect("notices:devices")


def _device(request: MemberRequest, pk: int) -> Device:
    return get_object_or_404(Device.objects.visible_to(request.user), pk=pk)


def _page(request: MemberRequest, *, status: int = 200) -> HttpResponse:
    context = {
        "devices": Device.objects.visible_to(request.user).order_by("-pk"),
        "choices": Device.Shows.choices,
        "key": push.public_key() if push.available() else "",
    }
    return render(request, "notices/devices.html", context, status=status)
