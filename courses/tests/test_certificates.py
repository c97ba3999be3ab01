"""Certificates: issued by a job, voided or corrected, what was earned untouched."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.tests.factories import make_person
from common.decisions import Refused
from common.models import JournalEntry
from courses import paper
from courses.actions import achievements, certificates
from courses.models import Achievement, Certificate, Course, CourseRule
from courses.signals import certificate_issued
from courses.tests.certificate_factories import (
    facilitator_of,
    make_achievement,
    make_certificate,
)
from courses.tests.factories import make_cohort, make_enrollment
from network.tests.factories import make_member, make_organization
from notices.models import Notice

pytestmark = pytest.mark.django_db


def test_earned_twice_it_is_kept_once_and_printed_once():
    first = make_achievement()

    again = make_achievement(learner=first.learner, course=first.course)

    assert again == first
    assert Certificate.objects.count() == 1


def test_the_job_numbers_prints_and_tells():
    certificate = make_certificate()

    assert certificate.number == f"LKD-{timezone.localdate().year}-00-000001"
    assert certificate.pdf.open().read(5) == b"%PDF-"
    notice = Notice.objects.get(person=certificate.achievement.learner)
    assert notice.url == certificate.get_absolute_url()


def test_the_job_run_again_issues_nothing_twice():
    make_certificate()

    assert certificates.issue_waiting() == 0


def test_numbers_of_a_year_follow_each_other():
    numbers = [make_certificate().number for _nth in range(3)]

    assert [str(number)[-6:] for number in numbers] == ["000001", "000002", "000003"]


def test_issuing_is_heard_of():
    heard = []

    def note(certificate, **_more):
        heard.append(certificate.number)

    certificate_issued.connect(note)
    certificate = make_certificate()
    certificate_issued.disconnect(note)

    assert heard == [certificate.number]


def test_one_that_cannot_be_printed_is_tried_later_and_holds_up_nobody(monkeypatch):
    stuck, fine = make_achievement(), make_achievement()
    real = default_storage.save

    def full(name, content, **options):
        if stuck.certificates.get().code in name:
            raise OSError("no space left")
        return real(name, content, **options)

    monkeypatch.setattr(Certificate._meta.get_field("pdf").storage, "save", full)
    certificates.issue_waiting()

    assert fine.certificates.get().is_valid
    waiting = stuck.certificates.get()
    assert waiting.number is None
    assert waiting.next_try_at > timezone.now() + timedelta(minutes=5)


def test_what_is_printed_is_as_it_was_on_the_day_of_issue():
    learner = make_person(name="Maria Sareng")
    organization = make_organization(name="Perkumpulan Lestari")
    make_member(person=learner, organization=organization)
    certificate = make_certificate(learner=learner)
    before = paper.said(certificate)

    learner.name = "Nama Lain"
    learner.save()
    organization.name = "Nama Baru"
    organization.save()
    Course.objects.update(title="Judul Baru")

    assert paper.said(Certificate.objects.get(pk=certificate.pk)) == before
    assert before["organization"] == "Perkumpulan Lestari"


def test_the_signatories_are_those_the_course_names_or_else_its_guides():
    cohort = make_cohort(facilitator=make_person(name="Rina Lakapu"))
    own = make_certificate(cohort=cohort)
    CourseRule.objects.create(
        course=cohort.course,
        signatories=[{"name": "Ibu Ketua", "role": "Ketua Jejaring"}],
    )

    named = make_certificate(cohort=cohort)

    assert own.signatories == [{"name": "Rina Lakapu", "role": "Fasilitator"}]
    assert named.signatories == [{"name": "Ibu Ketua", "role": "Ketua Jejaring"}]


def test_revoking_voids_the_certificate_and_never_what_was_earned():
    certificate = make_certificate()
    facilitator = facilitator_of(certificate)

    certificates.revoke(
        revoker=facilitator, certificate=certificate, reason="Salah orang"
    )

    assert Achievement.objects.filter(pk=certificate.achievement_id).exists()
    certificate.refresh_from_db()
    assert not certificate.is_valid
    entry = JournalEntry.objects.get(deed="courses.certificate_revoked")
    assert (entry.actor, entry.reason) == (facilitator, "Salah orang")


def test_only_those_who_facilitate_may_revoke_and_nobody_their_own():
    certificate = make_certificate()
    owner = certificate.achievement.learner
    owner.is_staff = True
    owner.save()

    for person in (make_person(), owner):
        with pytest.raises(Refused):
            certificates.revoke(
                revoker=person, certificate=certificate, reason="Tanpa hak"
            )


def test_a_corrected_name_is_a_new_certificate_that_the_old_one_knows():
    certificate = make_certificate()

    fresh = certificates.reissue(
        corrector=facilitator_of(certificate),
        certificate=certificate,
        name="Maria Sareng Dua",
        reason="Nama di KTP",
    )
    certificates.issue_waiting()

    fresh.refresh_from_db()
    certificate.refresh_from_db()
    assert fresh.is_valid
    assert fresh.name == "Maria Sareng Dua"
    assert fresh.replaces == certificate
    assert not certificate.is_valid
    assert certificate.number != fresh.number


def test_after_a_revocation_it_may_be_issued_again_but_only_then():
    certificate = make_certificate()
    facilitator = facilitator_of(certificate)
    achievement = certificate.achievement
    with pytest.raises(Refused):
        certificates.issue_again(
            issuer=facilitator, achievement=achievement, reason="Belum perlu"
        )
    certificates.revoke(
        revoker=facilitator, certificate=certificate, reason="Keliru cabut"
    )

    certificates.issue_again(
        issuer=facilitator, achievement=achievement, reason="Ternyata benar"
    )
    certificates.issue_waiting()

    assert achievement.certificates.valid().count() == 1


def test_two_certificates_of_one_achievement_never_hold_at_once():
    achievement = make_achievement()

    with pytest.raises(IntegrityError), transaction.atomic():
        achievements.ask_for_certificate(achievement)


def test_a_course_that_gives_no_certificate_still_keeps_the_achievement():
    cohort = make_cohort()
    CourseRule.objects.create(course=cohort.course, gives_application=False)
    learner = make_enrollment(cohort=cohort).learner

    achievements.apply(learner=learner, course=cohort.course, evidence="uji")

    assert Achievement.objects.get().kind == Achievement.Kind.APPLICATION
    assert not Certificate.objects.exists()
