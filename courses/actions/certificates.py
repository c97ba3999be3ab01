"""Issuing certificates, revoking them, and printing a corrected name anew."""

import logging
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common import journal
from common.decisions import require
from courses import paper
from courses.actions.achievements import ask_for_certificate
from courses.actions.wording import fill_in
from courses.models import Achievement, Certificate, CertificateSeries
from courses.permissions import can_issue_again, can_reissue, can_revoke
from courses.signals import certificate_issued
from notices.actions import telling
from notices.readers import as_read_by

TRY_AGAIN_AFTER = timedelta(minutes=10)
log = logging.getLogger(__name__)


def issue_waiting() -> int:
    """Issue all that is due, each in a transaction of its own; the number issued.

    One that cannot be printed is tried again later, and does not hold up the others.
    """
    issued = 0
    for pk in Certificate.objects.due().values_list("pk", flat=True):
        try:
            issued += _issue(pk)
        except Exception:
            log.exception("certificate %s could not be issued", pk)
            Certificate.objects.filter(pk=pk).update(
                next_try_at=timezone.now() + TRY_AGAIN_AFTER
            )
    return issued


@transaction.atomic
def _issue(pk: int) -> bool:
    """The row is locked: of two workers one issues it, the other passes it over."""
    waiting = Certificate.objects.waiting().filter(pk=pk)
    certificate = waiting.select_for_update(skip_locked=True).first()
    if certificate is None:
        return False
    fill_in(certificate)
    certificate.issued_at = timezone.now()
    certificate.number = _next_number(certificate)
    certificate.pdf.save(
        f"{certificate.code}.pdf", ContentFile(paper.pdf(certificate)), save=False
    )
    certificate.save()
    _tell_issued(certificate)
    certificate_issued.send(sender=Certificate, certificate=certificate)
    return True


@transaction.atomic
def revoke(*, revoker: User, certificate: Certificate, reason: str) -> Certificate:
    """Void the certificate, or raise `Refused`. The achievement stays as it was."""
    certificate = Certificate.objects.select_for_update().get(pk=certificate.pk)
    require(can_revoke(revoker, certificate))
    certificate.revoked_at, certificate.revoked_by = timezone.now(), revoker
    certificate.reason = reason
    certificate.save(update_fields=["revoked_at", "revoked_by", "reason"])
    learner = certificate.achievement.learner
    journal.record(
        deed="courses.certificate_revoked",
        subject=certificate,
        actor=revoker,
        person=learner,
        reason=reason,
        number=certificate.number,
    )
    with as_read_by(learner):
        telling.tell(
            person=learner,
            kind="courses.certificate",
            title=_("Sertifikat Anda dicabut: %(title)s")
            % {"title": certificate.title},
            text=_("Alasannya: %(reason)s Yang sudah Anda selesaikan tetap tercatat.")
            % {"reason": _sentence(reason)},
            url=certificate.get_absolute_url(),
            key=f"courses.certificate:{certificate.pk}:revoked",
        )
    return certificate


@transaction.atomic
def reissue(
    *, corrector: User, certificate: Certificate, name: str, reason: str
) -> Certificate:
    """Print a corrected name anew, or raise `Refused`. The old link leads to the new.

    The achievement's row is not touched; the old certificate says why it was replaced.
    """
    certificate = Certificate.objects.select_for_update().get(pk=certificate.pk)
    require(can_reissue(corrector, certificate))
    certificate.replaced_at, certificate.reason = timezone.now(), reason
    certificate.save(update_fields=["replaced_at", "reason"])
    fresh = ask_for_certificate(
        certificate.achievement, replaces=certificate, name=name
    )
    journal.record(
        deed="courses.certificate_reissued",
        subject=certificate,
        actor=corrector,
        person=certificate.achievement.learner,
        reason=reason,
        number=certificate.number,
        was=certificate.name,
        name=name,
    )
    return fresh


@transaction.atomic
def issue_again(*, issuer: User, achievement: Achievement, reason: str) -> Certificate:
    """A new certificate where none holds, after a revocation that was mended."""
    # Kept rows are never updated, but can be locked.
    achievement = Achievement.objects.select_for_update().get(pk=achievement.pk)
    require(can_issue_again(issuer, achievement))
    fresh = ask_for_certificate(achievement)
    journal.record(
        deed="courses.certificate_issued_again",
        subject=fresh,
        actor=issuer,
        person=achievement.learner,
        reason=reason,
    )
    return fresh


def _next_number(certificate: Certificate) -> str:
    """LKD, year, province, and the next of the year; its row is locked till commit."""
    year = timezone.localdate().year
    CertificateSeries.objects.get_or_create(year=year)
    series = CertificateSeries.objects.select_for_update().get(year=year)
    series.last += 1
    series.save()
    regency = certificate.achievement.learner.regency
    province = regency.province_id if regency else "00"
    return f"LKD-{year}-{province}-{series.last:06d}"


def _tell_issued(certificate: Certificate) -> None:
    learner = certificate.achievement.learner
    with as_read_by(learner):
        telling.tell(
            person=learner,
            kind="courses.certificate",
            title=_("Sertifikat Anda terbit: %(title)s") % {"title": certificate.title},
            text=_(
                "Unduh PDF-nya untuk dicetak, atau bagikan tautannya: siapa pun dapat"
                " memeriksa keasliannya di halaman itu."
            ),
            url=certificate.get_absolute_url(),
            key=f"courses.certificate:{certificate.pk}",
        )


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."
