"""Forgetting people: after it nothing of them is found, whatever they did here.

An app that begins to know something of people adds a life to `LIVES`.
"""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.actions import copying, joining, leaving
from accounts.models import Consent, User
from accounts.tests.factories import make_person
from alliances.actions import audiences
from alliances.decisions.actions import amending, closing, entrusting, speaking
from alliances.decisions.tests.factories import make_proposal
from alliances.dialogues.actions import promising, recording
from alliances.dialogues.forms import on_behalf_of
from alliances.dialogues.tests.factories import make_commitment, make_dialogue
from alliances.documents.tests.factories import make_document
from alliances.plans.actions import feeds
from alliances.plans.tests.factories import make_plan
from alliances.tests.factories import make_alliance, make_room, say
from common import journal
from common.personal import chapters, duties_of
from common.tests.factories import PDF, make_regency
from common.tests.finding import tables_with
from common.uploads import actions as uploads
from common.uploads.models import Upload
from courses.actions import (
    asking,
    certificates,
    peer_reviewing,
    registration,
    submissions,
    surveys,
)
from courses.models import (
    Achievement,
    Application,
    Attendance,
    Roster,
    Viewing,
)
from courses.tests import factories as courses
from courses.tests.assignment_factories import (
    asked,
    give,
    hand_in_work,
    make_assignment,
    make_cohort_of,
)
from courses.tests.certificate_factories import make_certificate
from courses.tests.test_surveys import make_survey
from courses.tests.webinar_factories import make_running_webinar, make_webinar
from forum.tasks import tell_of_post
from forum.tests.factories import make_reply, make_topic
from identity.models import SignOn
from identity.tests.factories import make_first_party
from initiatives.actions import handoff
from initiatives.tests.factories import make_approved, make_submitted
from library.tests.factories import make_item
from network.models import Membership
from network.tests.factories import make_coordinator, make_member, make_organization
from notices.actions import telling
from notices.models import Notice

pytestmark = pytest.mark.django_db

NAME = "Maria Goreti Wangge"
E_MAIL = "maria.goreti@contoh.id"
PHONE = "+6281298765432"


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def account(person):
    Consent.objects.create(person=person, version="2026-11-21", language="id")
    EmailAddress.objects.create(user=person, email=E_MAIL, verified=True, primary=True)
    copying.ask(person=person)
    copying.make_waiting()
    journal.record(
        deed="accounts.corrected",
        subject=person,
        actor=None,
        person=person,
        reason=f"{NAME}, bukan Mariah",
        was=NAME,
    )


def organization(person):
    organization = make_organization()
    role = Membership.Role.EDITOR
    make_member(person=person, organization=organization, role=role)


def forum(person):
    topic = make_topic()
    post = make_reply(topic=topic, author=person)
    tell_of_post(post.pk)
    make_topic(author=person, title="Pengalaman kami")


def alliance(person):
    room = make_room()
    organization = make_organization()
    make_member(person=person, organization=organization)
    room.alliance.memberships.create(
        organization=organization,
        state="active",
        joined_at=timezone.now(),
        requested_by=person,
    )
    room.alliance.stewards.create(person=person)
    audiences.fill(room.alliance)
    say(room=room, author=person)


def decisions(person):
    proposal, people = make_proposal(voters=2)
    own, other = people[1][1], people[0][1]
    make_member(person=person, organization=own)
    speaking.speak(
        person=person,
        proposal=proposal,
        organization=own,
        choice=["keberatan"],
        version=proposal.version,
        reason="Timbangan kami berbeda.",
    )
    entrusting.entrust(
        person=person,
        alliance=proposal.alliance,
        giver=own,
        holder=other,
        proposal=proposal,
    )
    mine, _voters = make_proposal(alliance=proposal.alliance, person=person, voters=0)
    why = "Lebih jelas"
    amending.amend(person=person, proposal=mine, body="Baru.", because=why, version=1)
    closing.withdraw(person=person, proposal=mine, because="Sudah diatur")


def documents(person):
    alliance = make_alliance()
    alliance.stewards.create(person=person)
    make_document(alliance=alliance, author=person)


def dialogues(person):
    room = make_room()
    room.alliance.stewards.create(person=person)
    dialogue = make_dialogue(steward=person, alliance=room.alliance, days=0)
    record = recording.write(steward=person, dialogue=dialogue, text="Isi.", base=0)
    recording.circulate(steward=person, record=record, until=timezone.localdate())
    behalf = on_behalf_of(person, dialogue)
    recording.correct(person=person, record=record, on_behalf_of=behalf, text="Bukan.")
    commitment = make_commitment(steward=person, alliance=room.alliance)
    promising.report(person=person, commitment=commitment, state="kept", note="Sudah.")


def plans(person):
    room = make_room()
    room.alliance.stewards.create(person=person)
    make_plan(person, room.alliance)
    feeds.open_feed(person=person, alliance=room.alliance)


def learning(person):
    cohort = courses.make_cohort()
    quiz = courses.make_quiz()
    seat = cohort_of(quiz.activity, person)
    courses.hand_in(learner=person, quiz=quiz, given=courses.answers(quiz, 1, 2))
    Application.objects.create(
        cohort=cohort, learner=person, note=f"Saya {NAME}.", state="asked"
    )
    Roster.objects.create(
        cohort=seat.cohort,
        name="daftar.csv",
        rows=[[NAME, E_MAIL], ["Yosef", "yosef@contoh.id"]],
        uploaded_by=make_person(),
    )


def homework(person):
    assignment = make_assignment()
    cohort_of(assignment.activity, person, mentor=make_person())
    upload = uploads.take(owner=person, file=SimpleUploadedFile(f"{NAME}.pdf", PDF))
    submissions.hand_in(
        learner=person,
        assignment=assignment,
        text=f"Oleh {NAME}, {PHONE}.",
        files=[upload],
    )


def peers(person):
    """They read a mate's work, and a mate theirs."""
    assignment = make_assignment(peers=1)
    cohort, (mate,) = make_cohort_of(assignment, 1)
    courses.make_enrollment(cohort=cohort, learner=person)
    own = hand_in_work(person, assignment, f"Oleh {NAME}")
    for turn in (own, hand_in_work(mate, assignment)):
        review = give(asked(turn.peer_round), comment=f"Salam hangat, {NAME}")
        author = turn.submission.learner
        thanks = f"Terima kasih, {NAME}"
        peer_reviewing.thank(author=author, review=review, helped="yes", thanks=thanks)


def survey(person):
    survey = make_survey(is_anonymous=False)
    cohort_of(survey.activity, person)
    surveys.answer(learner=person, survey=survey, given={"c": f"Salam, {NAME}"})


def webinars(person):
    coming = make_webinar()
    registration.register(person=person, webinar=coming)
    running = make_running_webinar()
    running.registrations.create(person=person)
    asking.ask(author=person, webinar=running, text="Bolehkah?", is_anonymous=False)
    Attendance.objects.create(webinar=running, person=person, source=4)
    Viewing.objects.create(webinar=running, person=person)
    make_webinar(host=person)


def certificate(person):
    certificate = make_certificate(learner=person)
    certificates.reissue(
        corrector=make_person(is_staff=True),
        certificate=certificate,
        name=NAME,
        reason=f"Seharusnya {NAME}",
    )
    certificates.issue_waiting()


def worksheets(person):
    make_submitted(author=person, title="Belum dikirim")
    sheet = make_approved(author=person, organization=make_organization())
    handoff.send(author=person, worksheet=sheet)


def mentoring(person):
    person.is_staff = True
    person.save()
    sheet = make_approved(mentor=person, author=make_person(regency=make_regency()))
    handoff.send(author=sheet.author, worksheet=sheet)
    courses.make_enrollment(cohort=courses.make_cohort(mentor=person))


def elsewhere(person):
    SignOn.objects.create(session=uuid4(), client=make_first_party(), person=person)


def library(person):
    make_item(added_by=person, is_draft=True)
    make_item(added_by=person)


def recordings(person):
    upload = uploads.take(owner=person, file=SimpleUploadedFile(f"{NAME}.pdf", PDF))
    webinar = make_webinar()
    webinar.slides_file = uploads.keep(upload=upload)
    webinar.save()


LIVES = [
    library,
    account,
    organization,
    worksheets,
    forum,
    alliance,
    decisions,
    documents,
    dialogues,
    plans,
    learning,
    homework,
    peers,
    survey,
    webinars,
    certificate,
    mentoring,
    elsewhere,
    recordings,
]


# What counts, or shows what was decided, without a name. Anything else must go.
STAYS = {
    "accounts.Consent.person",
    "accounts.Departure.person",
    "common.JournalEntry.actor",
    "common.JournalEntry.person",
    "courses.Achievement.learner",
    "courses.Application.learner",
    "courses.Attempt.learner",
    "courses.Attendance.person",
    "courses.Completion.learner",
    "courses.Enrollment.learner",
    "courses.PeerReview.reviewer",
    "courses.Registration.person",
    "courses.Result.learner",
    "courses.Submission.learner",
    "courses.Webinar.host",
    "courses.WebinarQuestion.author",
    "initiatives.HandOff.sent_by",
    "initiatives.Review.mentor",
    "initiatives.Worksheet.author",
    "network.Membership.person",
    "uploads.Upload.owner",
}


@pytest.mark.parametrize("life", LIVES, ids=lambda life: life.__name__)
def test_nothing_of_the_person_is_found_afterwards(life):
    person = make_somebody()
    life(person)

    leaving.forget(person=person)

    assert tables_with(NAME, E_MAIL, PHONE) == []


def test_a_whole_life_is_told_to_the_person_and_then_forgotten():
    person = make_somebody()
    for life in LIVES:
        life(person)

    told = {each.name: each.tell(person) for each in chapters()}
    leaving.forget(person=person)

    words = json.dumps(told, default=str, ensure_ascii=False)
    assert all(any(chapter.values()) for chapter in told.values())
    assert "Pengalaman kami" in words
    assert "Bolehkah?" in words
    assert f"Salam, {NAME}" in words
    assert tables_with(NAME) == []


def test_files_are_gone_from_the_disk_but_for_those_of_a_webinar(
    django_capture_on_commit_callbacks,
):
    person = make_somebody()
    with django_capture_on_commit_callbacks(execute=True):
        homework(person)
        recordings(person)
    own, slides = Upload.objects.owned_by(person).order_by("started_at")

    assert default_storage.exists(own.path)

    with django_capture_on_commit_callbacks(execute=True):
        leaving.forget(person=person)

    assert not default_storage.exists(own.path)
    assert default_storage.exists(slides.path)
    assert tables_with(NAME) == []


def test_a_name_that_is_a_word_takes_nothing_from_others():
    person, other = make_person(name="Dana"), make_person()
    text = "Dana dari warga sudah masuk."
    telling.tell(person=other, kind="a", title="Dana", text=text, url="/", key="a")

    leaving.forget(person=person)

    assert Notice.objects.get(person=other).text == text


def test_what_was_earned_is_still_counted():
    person = make_somebody()
    certificate(person)

    leaving.forget(person=person)

    earned = Achievement.objects.get(learner=person)
    assert earned.certificates.valid().exists()


def test_an_organisation_without_another_editor_is_named_before_one_goes():
    person = make_somebody()
    organization(person)

    assert [duty.title for duty in duties_of(person)] == [
        Membership.objects.get(person=person).organization.name
    ]


def test_who_takes_over_is_told_and_the_one_who_left_is_not_named():
    person = make_somebody()
    organization(person)
    alliance(person)
    webinars(person)
    coordinator = make_person()
    make_coordinator(person=coordinator, regency=make_regency())
    staff = make_person(is_staff=True)
    left = duties_of(person)

    leaving.forget(person=person)

    told = Notice.objects.filter(kind="network.duty")
    assert {coordinator, staff} <= {notice.person for notice in told}
    assert {duty.url for duty in left} == {notice.url for notice in told}
    assert tables_with(NAME) == []


def test_what_still_points_to_the_empty_row_was_decided():
    person = make_somebody()
    for life in LIVES:
        life(person)

    leaving.forget(person=person)

    undecided = pointing_to(person) - STAYS
    assert not undecided, "\n".join(sorted(undecided))


def test_a_worksheet_that_waits_for_who_left_goes_to_somebody_else():
    mentor = make_person(is_staff=True)
    sheet = make_submitted(mentor=mentor)
    successor = make_person(is_staff=True)

    leaving.forget(person=mentor)

    assert list(sheet.mentors.all()) == [successor]


def test_a_seat_given_to_who_never_came_keeps_its_row_without_the_address():
    person = make_somebody()
    account(person)
    EmailAddress.objects.update(verified=False)
    courses.make_enrollment(learner=person)
    User.objects.update(created_at=timezone.now() - timedelta(days=30))

    forgotten = [joining.forget_unverified(), joining.forget_unverified()]

    assert forgotten == [1, 0]
    assert tables_with(E_MAIL) == []


def pointing_to(person):
    """The columns in which a row still names this person."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.related_model is User
        and model._base_manager.filter(**{field.name: person}).exists()
    }


def make_somebody():
    return make_person(name=NAME, email=E_MAIL, phone=PHONE, regency=make_regency())


def cohort_of(activity, person, mentor=None):
    cohort = courses.make_cohort(course=activity.module.course, mentor=mentor)
    return courses.make_enrollment(cohort=cohort, learner=person)
