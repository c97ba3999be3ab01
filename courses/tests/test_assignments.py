"""Assignments: drafts are kept, what is handed in stays, mentors have the word."""

import io

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, TestCase
from PIL import Image

from accounts.tests.factories import make_person
from common.decisions import Refused
from common.tests.factories import PDF
from common.uploads import actions as uploads
from common.uploads.models import Upload
from courses.actions import submissions
from courses.forms import AssignmentForm
from courses.models import Activity, Assignment, Completion, Result, Rule, Submission
from courses.tests.assignment_factories import (
    make_assignment,
    make_learner,
    make_upload,
    review,
)
from notices.models import Notice

pytestmark = pytest.mark.django_db


def test_a_draft_is_kept_and_nobody_is_told():
    assignment = make_assignment()
    learner = make_learner(assignment, make_person())

    submissions.keep_draft(learner=learner, assignment=assignment, text="Baru mulai")

    assert Submission.objects.get().text == "Baru mulai"
    assert Submission.objects.waiting().count() == 0
    assert not Notice.objects.exists()


def test_what_is_handed_in_stays_as_it_was_while_the_draft_goes_on():
    mentor = make_person()
    assignment = make_assignment()
    learner = make_learner(assignment, mentor)
    first = make_upload(learner)
    turn = submissions.hand_in(
        learner=learner, assignment=assignment, text="Satu", files=[first]
    )
    submission = turn.submission
    review(mentor, submission, "returned", comment="Tambah bukti.")

    submissions.hand_in(
        learner=learner,
        assignment=assignment,
        text="Dua",
        files=[make_upload(learner, "dua.pdf")],
        dropped=[first],
    )

    turns = submission.turns.order_by("number")
    assert [each.text for each in turns] == ["Satu", "Dua"]
    assert [[f.name for f in each.files.all()] for each in turns] == [
        ["bukti.pdf"],
        ["dua.pdf"],
    ]
    assert Upload.objects.get(name="bukti.pdf").is_kept


def test_the_mentor_is_told_and_approval_completes_with_the_score():
    mentor = make_person()
    assignment = make_assignment()
    learner = make_learner(assignment, mentor)

    turn = submissions.hand_in(learner=learner, assignment=assignment, text="Isi")
    said = review(mentor, turn.submission)

    assert Notice.objects.filter(person=mentor, kind="courses.handed_in").exists()
    assert said.score == 83
    assert Completion.objects.get(learner=learner).activity == assignment.activity
    approved = Result.objects.get(learner=learner, event=Rule.APPROVED)
    assert approved.value == 83
    assert Notice.objects.filter(person=learner).count() == 1


def test_nothing_is_approved_that_would_not_complete_a_step_of_scores():
    mentor = make_person()
    assignment = make_assignment()
    Activity.objects.update(rule=Rule.SCORE, threshold=90)
    assignment.refresh_from_db()
    learner = make_learner(assignment, mentor)
    turn = submissions.hand_in(learner=learner, assignment=assignment, text="Isi")

    with pytest.raises(Refused, match="90"):
        review(mentor, turn.submission)
    review(mentor, turn.submission, "returned")
    again = submissions.hand_in(learner=learner, assignment=assignment, text="Lagi")
    review(mentor, again.submission, levels=[0, 0])

    assert Completion.objects.get(learner=learner).activity == assignment.activity


def test_a_returned_work_completes_nothing_and_may_be_mended_so_often():
    mentor = make_person()
    assignment = make_assignment(resubmissions=1)
    learner = make_learner(assignment, mentor)
    for text in ("Satu", "Dua"):
        turn = submissions.hand_in(learner=learner, assignment=assignment, text=text)
        review(mentor, turn.submission, "returned")

    with pytest.raises(Refused, match="sekali"):
        submissions.hand_in(learner=learner, assignment=assignment, text="Tiga")

    assert not Completion.objects.exists()


def test_nothing_is_handed_in_twice_nor_empty_nor_by_a_stranger():
    assignment = make_assignment()
    learner = make_learner(assignment, make_person())
    with pytest.raises(Refused, match="Belum ada"):
        submissions.hand_in(learner=learner, assignment=assignment, text=" ")
    submissions.hand_in(learner=learner, assignment=assignment, text="Isi")

    with pytest.raises(Refused, match="ditelaah"):
        submissions.hand_in(learner=learner, assignment=assignment, text="Lagi")
    with pytest.raises(Refused):
        submissions.hand_in(
            learner=make_person(), assignment=assignment, text="Orang luar"
        )


def test_a_review_of_what_is_no_longer_the_newest_is_refused():
    mentor = make_person()
    assignment = make_assignment()
    learner = make_learner(assignment, mentor)
    turn = submissions.hand_in(learner=learner, assignment=assignment, text="Satu")
    review(mentor, turn.submission, "returned")
    submissions.hand_in(learner=learner, assignment=assignment, text="Dua")

    with pytest.raises(Refused, match="lebih baru"):
        review(mentor, turn.submission, turn=1)
    with pytest.raises(Refused):
        review(make_person(), turn.submission)


def test_feedback_keeps_the_rubric_that_it_was_given_by():
    mentor = make_person()
    assignment = make_assignment()
    learner = make_learner(assignment, mentor)
    turn = submissions.hand_in(learner=learner, assignment=assignment, text="Isi")
    said = review(mentor, turn.submission)

    Assignment.objects.update(rubric=[])

    said.refresh_from_db()
    assert [mark["title"] for mark in said.marks] == ["Masalah", "Bukti"]


@pytest.mark.parametrize(
    "written", ["Masalah", "Masalah\n4 Jelas\n0: Belum", "Masalah\nx: y\n1: z"]
)
def test_a_rubric_that_cannot_be_read_is_answered_with_the_line(written):
    form = AssignmentForm(
        {"instructions": "a", "form": "text", "most_files": 3, "rubric": written},
        instance=make_assignment(),
    )

    assert not form.is_valid()
    assert "“" in form.errors["rubric"][0]


def test_a_photograph_handed_in_says_no_place():
    assignment = make_assignment()
    learner = make_learner(assignment)
    taken, written = io.BytesIO(), Image.Exif()
    written[0x010F] = "Yohana Bura"
    Image.new("RGB", (8, 6)).save(taken, "JPEG", exif=written)
    photograph = SimpleUploadedFile("sumur.jpg", taken.getvalue())
    upload = uploads.take(owner=learner, file=photograph)
    before = upload.path

    with TestCase.captureOnCommitCallbacks(execute=True):
        submissions.hand_in(
            learner=learner, assignment=assignment, text="Dua", files=[upload]
        )

    kept = Submission.objects.get().turns.get().files.get()
    content = kept.open().read()
    assert b"Yohana" not in content
    assert Image.open(io.BytesIO(content)).size == (8, 6)
    assert (kept.shown_name, kept.media_type) == ("sumur.webp", "image/webp")
    assert kept.size == len(content)
    assert not default_storage.exists(before)


def test_the_pages_from_draft_to_approval():
    mentor, stranger = make_person(), make_person()
    assignment = make_assignment()
    learner = make_learner(assignment, mentor)
    url = assignment.activity.get_absolute_url()
    writer, reader = Client(), Client()
    writer.force_login(learner)
    reader.force_login(mentor)
    along = SimpleUploadedFile("peta.pdf", PDF)

    draft = writer.post(f"{url}kumpulkan/", {"text": "Satu", "deed": "draf"})
    sent = writer.post(f"{url}kumpulkan/", {"text": "Dua", "files": along})
    submission = Submission.objects.get()
    page = f"/belajar/tugas/{submission.pk}/"
    listed = reader.get("/belajar/tugas/")
    wrong = reader.post(page, {"turn": 1, "verdict": "returned", "comment": ""})
    right = reader.post(
        page,
        {
            "turn": 1,
            "verdict": "approved",
            "comment": "Baik.",
            "level_0": "0",
            "level_1": "0",
        },
    )

    assert draft.status_code == sent.status_code == right.status_code == 302
    assert learner.name.encode() in listed.content
    assert wrong.status_code == 422
    assert b"Baik." in writer.get(url).content
    file = submission.turns.get().files.get()
    assert b"Yohana" in PDF
    assert b"Yohana" not in file.open().read()
    for person, status in ((learner, 200), (mentor, 200), (stranger, 404)):
        client = Client()
        client.force_login(person)
        answer = client.get(f"/belajar/tugas/berkas/{file.pk}/")
        assert answer.status_code == status
    outsider = Client()
    outsider.force_login(stranger)
    assert outsider.get(page).status_code == 404


def test_the_author_writes_the_rubric_as_text():
    assignment = make_assignment()
    author = make_person()
    assignment.activity.module.course.authors.add(author)
    client = Client()
    client.force_login(author)
    url = f"{assignment.activity.get_absolute_url()}sunting/"

    shown = client.get(url)
    saved = client.post(
        url,
        {
            "instructions": "Tulis.",
            "form": "both",
            "most_files": 3,
            "resubmissions": "",
            "rubric": "Bahasa\n3: Jelas\n1: Kurang",
            "peers": 2,
            "peer_days": 3,
            "decider": "peers",
            "hides_names": "on",
        },
    )

    assert b"4: Jelas" in shown.content
    assert saved.status_code == 302
    assignment.refresh_from_db()
    assert assignment.rubric[0]["levels"][0] == {"points": 3, "text": "Jelas"}
    assert assignment.points == 3
    assert (assignment.peers, assignment.peer_days) == (2, 3)
    assert assignment.peers_decide
    assert assignment.hides_names


def test_the_list_to_review_costs_the_same_however_many(django_assert_max_num_queries):
    mentor = make_person()
    assignment = make_assignment()
    for _ in range(3):
        learner = make_learner(assignment, mentor)
        submissions.hand_in(learner=learner, assignment=assignment, text="Isi")
    client = Client()
    client.force_login(mentor)
    client.get("/belajar/tugas/")

    with django_assert_max_num_queries(9):
        client.get("/belajar/tugas/")
