"""An approved worksheet is sent once, and what becomes of it comes back."""

import threading
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from accounts.tests.factories import make_person
from common.decisions import Refused
from common.letters.models import OutgoingLetter
from common.letters.signals import letter_answered
from common.letters.tests.factories import envelope, post
from courses.models import Achievement
from courses.tests.factories import make_cohort, make_course, make_enrollment
from initiatives.actions import handoff, reviewing
from initiatives.models import HandOff, Initiative
from initiatives.tests.factories import (
    WRITTEN,
    make_approved,
    make_submitted,
    make_worksheet,
    review,
    save,
)
from network.tests.factories import make_organization
from notices.models import Notice

pytestmark = pytest.mark.django_db
URL = "http://daya.testserver/inisiatif/panen-air/"


def changed(about, *, number=1, **changes):
    need = {"need": 7, "form": "waktu", "item": "Tukang pipa", "unit": "orang"}
    return envelope(
        kind="initiative.changed",
        subject=f"worksheet:{about.uuid}",
        number=number,
        body={
            "worksheet": str(about.uuid),
            "initiative": "7c1f1d5e-6f0e-4d52-9a3e-0c5a4f0e6f0e",
            "state": "draft",
            "url": URL,
            "title": "Talang dan tandon bersama",
            "comment": "",
            "support": [{**need, "quantity": 4, "pledged": 0, "pledges": 0}],
            **changes,
        },
    )


def test_the_letter_has_exactly_what_the_protocol_says():
    organization = make_organization(name="Yayasan Wair Nian")
    mentor = make_person(name="Wayan", is_staff=True)
    worksheet = make_approved(mentor=mentor, organization=organization)

    letter = handoff.send(author=worksheet.author, worksheet=worksheet).letter

    body = letter.body
    assert (letter.kind, letter.version) == ("worksheet.sent", 1)
    assert letter.subject == f"worksheet:{worksheet.uuid}"
    assert list(body) == [
        "worksheet",
        "revision",
        "sent_at",
        "person",
        "organization",
        *(f"step{number}" for number in range(1, 7)),
        "provenance",
    ]
    assert body["person"] == {
        "sub": str(worksheet.author.sub),
        "name": worksheet.author.name,
    }
    assert body["organization"] == {
        "uuid": str(organization.uuid),
        "name": "Yayasan Wair Nian",
        "kind": "oms",
        "legal_form": organization.legal_form,
        "regency": "73.06",
        "editor": True,
    }
    assert {number: body[f"step{number}"] for number in WRITTEN} == WRITTEN
    assert body["provenance"]["mentor"] == "Wayan"
    assert body["provenance"]["course"] == ""


def test_provenance_names_the_course_of_the_mentor_who_approved():
    mentor, author = make_person(name="Wayan"), make_person()
    course = make_course(title="6 Langkah")
    cohort = make_cohort(course=course, mentor=mentor, name="Angkatan 3")
    make_enrollment(cohort=cohort, learner=author)
    worksheet = make_worksheet(author=author)
    reviewing.submit(writer=author, worksheet=worksheet)
    worksheet.refresh_from_db()
    review(worksheet, mentor)

    body = handoff.send(author=author, worksheet=worksheet).letter.body

    assert body["organization"] is None
    assert body["provenance"]["course"] == "6 Langkah"
    assert body["provenance"]["cohort"] == "Angkatan 3"


def test_only_what_a_mentor_approved_is_sent():
    worksheet = make_submitted()

    with pytest.raises(Refused, match="menyetujui"):
        handoff.send(author=worksheet.author, worksheet=worksheet)

    assert not OutgoingLetter.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_once_it_goes_once():
    worksheet = make_approved()
    start, fates = threading.Barrier(2), []

    def work():
        start.wait()
        try:
            handoff.send(author=worksheet.author, worksheet=worksheet)
            fates.append("sent")
        except Refused:
            fates.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(fates) == ["refused", "sent"]
    assert HandOff.objects.count() == OutgoingLetter.objects.count() == 1


def test_a_changed_worksheet_is_sent_again_after_a_mentor_read_it():
    mentor = make_person(is_staff=True)
    worksheet = make_approved(mentor=mentor)
    handoff.send(author=worksheet.author, worksheet=worksheet)

    reviewing.reopen(writer=worksheet.author, worksheet=worksheet)
    save(worksheet, 6, pitch="Kalimat yang lebih baik.")
    worksheet = reviewing.submit(writer=worksheet.author, worksheet=worksheet)
    review(worksheet, mentor)
    again = handoff.send(author=worksheet.author, worksheet=worksheet)

    assert (again.revision, again.letter.number) == (2, 2)
    assert again.letter.body["step6"]["pitch"] == "Kalimat yang lebih baik."


def test_a_refusal_is_told_with_its_reason_and_lets_it_be_sent_again():
    worksheet = make_approved()
    letter = handoff.send(author=worksheet.author, worksheet=worksheet).letter
    letter.refused_at = timezone.now()
    letter.last_error = "422 Wilayah ini tidak dikenal."
    letter.save()

    letter_answered.send(OutgoingLetter, letter=letter)

    notice = Notice.objects.get(kind="worksheet.refused")
    assert notice.text == "Wilayah ini tidak dikenal."
    assert handoff.send(author=worksheet.author, worksheet=worksheet)


def test_news_of_the_initiative_is_kept_and_told(client):
    worksheet = make_approved()

    answer = post(client, changed(worksheet))

    assert answer.status_code == 200, answer.json()
    initiative = Initiative.objects.get()
    assert (initiative.state, initiative.url) == ("draft", URL)
    expected = "http://daya.testserver/masuk/?next=%2Finisiatif%2Fpanen-air%2F"
    assert initiative.get_absolute_url() == expected
    assert Notice.objects.filter(kind="initiative.changed").count() == 1


def test_a_published_worksheet_is_the_penerapan_of_its_course_once(client):
    mentor, author = make_person(name="Wayan"), make_person()
    cohort = make_cohort(course=make_course(title="6 Langkah"), mentor=mentor)
    make_enrollment(cohort=cohort, learner=author)
    worksheet = make_worksheet(author=author)
    reviewing.submit(writer=author, worksheet=worksheet)
    worksheet.refresh_from_db()
    review(worksheet, mentor)

    post(client, changed(worksheet))
    assert not Achievement.objects.exists()
    post(client, changed(worksheet, number=2, state="published"))
    post(client, changed(worksheet, number=3, state="published"))

    earned = Achievement.objects.get()
    assert earned.kind == Achievement.Kind.APPLICATION
    assert (earned.learner, earned.cohort) == (author, cohort)
    assert (earned.title, earned.evidence) == ("Talang dan tandon bersama", URL)
    assert earned.certificates.count() == 1


def test_a_new_pledge_is_told_once_with_what_was_promised(client):
    worksheet = make_approved()
    post(client, changed(worksheet, state="published"))
    need = {"need": 7, "form": "waktu", "item": "Relawan", "unit": "hari"}
    support = [{**need, "quantity": 4, "pledged": 2, "pledges": 1}]

    post(client, changed(worksheet, number=2, state="published", support=support))
    post(client, changed(worksheet, number=3, state="published", support=support))

    notice = Notice.objects.get(kind="initiative.pledged")
    assert notice.text == (
        "2 dari 4 hari untuk “Relawan” sudah dijanjikan oleh 1 pendukung."
    )
    assert Notice.objects.filter(kind="initiative.changed").count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"worksheet": str(uuid4())}, "worksheet"),
        ({"worksheet": None}, "worksheet"),
        ({"initiative": "bukan"}, "initiative"),
        ({"state": "meledak"}, "state"),
        ({"url": "https://jahat.example/"}, "url"),
        ({"url": "http://daya.testserver.jahat.example/"}, "url"),
        ({"title": None}, "title"),
        ({"support": {}}, "support"),
        ({"support": [{"form": "waktu"}]}, "support.0.item"),
    ],
)
def test_a_letter_that_makes_no_sense_is_refused_by_field(client, changes, field):
    worksheet = make_approved()

    answer = post(client, changed(worksheet, **changes))

    assert answer.status_code == 422
    assert answer.json()["field"] == field
    assert not Initiative.objects.exists()
