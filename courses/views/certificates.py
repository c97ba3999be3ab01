"""Certificates: one's own, the page anyone may check them on, and who mends them."""

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import MemberRequest
from common.decisions import require
from common.http import paged
from courses import paper
from courses.actions import certificates
from courses.forms import CheckForm, IssueAgainForm, ReissueForm, RevokeForm
from courses.models import Certificate
from courses.permissions import (
    can_issue_again,
    can_manage_achievement,
    can_reissue,
    can_revoke,
)

form_page = require_http_methods(["GET", "HEAD", "POST"])
DAY = 60 * 60 * 24


@require_GET
def mine(request: MemberRequest) -> HttpResponse:
    page = paged(request, Certificate.objects.for_shelf(request.user))
    return render(request, "courses/certificates.html", {"page": page})


@login_not_required
@require_GET
def check(request: HttpRequest) -> HttpResponse:
    """Where the code that is printed under the QR is typed."""
    form = CheckForm(request.GET if "kode" in request.GET else None)
    if form.is_valid():
        code = form.cleaned_data["kode"]
        if Certificate.objects.issued().filter(code=code).exists():
            return redirect("courses:certificate", code)
        form.add_error("kode", _("Tidak ada sertifikat dengan kode ini."))
    status = 422 if form.is_bound else 200
    return render(
        request, "courses/certificate_check.html", {"form": form}, status=status
    )


@login_not_required
@require_GET
def show(request: HttpRequest, code: str) -> HttpResponse:
    certificate = _find(code)
    is_owner = request.user.pk == certificate.achievement.learner_id
    if certificate.issued_at is None:
        if not is_owner:
            raise Http404
        return render(
            request, "courses/certificate_waiting.html", {"certificate": certificate}
        )
    context = {
        **_words(certificate),
        "is_owner": is_owner,
        "manages": bool(can_manage_achievement(request.user, certificate.achievement)),
        "issue_again": can_issue_again(request.user, certificate.achievement),
    }
    return render(request, "courses/certificate.html", context)


@login_not_required
@require_GET
def download(request: HttpRequest, code: str) -> FileResponse:
    """The paper of one that holds; a voided one is not handed out again, and that of
    somebody who has gone is no more."""
    certificate = _find(code)
    if not certificate.is_valid or not certificate.pdf:
        raise Http404
    return FileResponse(
        certificate.pdf.open(),
        as_attachment=True,
        filename=f"{certificate.number}.pdf",
        content_type="application/pdf",
    )


@login_not_required
@require_GET
@cache_control(max_age=DAY, public=True)
def card(request: HttpRequest, code: str) -> HttpResponse:
    certificate = _find(code)
    if not certificate.is_valid:
        raise Http404
    return HttpResponse(paper.card(certificate), content_type="image/png")


@form_page
def revoke(request: MemberRequest, code: str) -> HttpResponse:
    certificate = _find(code)
    require(can_revoke(request.user, certificate))
    form = RevokeForm(request.POST or None)
    if not form.is_valid():
        return _form_page(request, "courses/certificate_revoke.html", certificate, form)
    certificates.revoke(
        revoker=request.user, certificate=certificate, **form.cleaned_data
    )
    messages.success(request, _("Sertifikat dicabut, pemiliknya sudah diberi tahu."))
    return redirect(certificate)


@form_page
def reissue(request: MemberRequest, code: str) -> HttpResponse:
    certificate = _find(code)
    require(can_reissue(request.user, certificate))
    form = ReissueForm(
        request.POST or None, initial={"name": certificate.achievement.learner.name}
    )
    if not form.is_valid():
        page = "courses/certificate_reissue.html"
        return _form_page(request, page, certificate, form)
    certificates.reissue(
        corrector=request.user, certificate=certificate, **form.cleaned_data
    )
    messages.success(
        request, _("Sertifikat dengan nama yang benar terbit sebentar lagi.")
    )
    return redirect(certificate)


@form_page
def issue_again(request: MemberRequest, code: str) -> HttpResponse:
    certificate = _find(code)
    require(can_issue_again(request.user, certificate.achievement))
    form = IssueAgainForm(request.POST or None)
    if not form.is_valid():
        return _form_page(request, "courses/certificate_again.html", certificate, form)
    certificates.issue_again(
        issuer=request.user, achievement=certificate.achievement, **form.cleaned_data
    )
    messages.success(request, _("Sertifikat baru terbit sebentar lagi."))
    return redirect(certificate)


def _find(code: str) -> Certificate:
    found = Certificate.objects.select_related(
        "achievement__learner", "achievement__course", "revoked_by"
    )
    return get_object_or_404(found, code=code)


def _words(certificate: Certificate) -> dict[str, Any]:
    replacement = Certificate.objects.filter(replaces=certificate).first()
    drawn = paper.qr(certificate, ink="currentColor")
    sharing = f"{certificate.title}: {certificate.address}"
    return {
        "certificate": certificate,
        "said": paper.said(certificate),
        # Drawn by us from our own address.
        "qr": mark_safe(drawn),  # noqa: S308
        "replacement": replacement,
        "whatsapp_url": f"https://wa.me/?text={quote(sharing)}",
    }


def _form_page(
    request: MemberRequest, template: str, certificate: Certificate, form: Any
) -> HttpResponse:
    context = {"certificate": certificate, "form": form}
    return render(request, template, context, status=422 if form.is_bound else 200)
