"""Everything a person did in courses and at webinars, in words they can read."""

from collections.abc import Iterator
from typing import Any

from accounts.models import User
from common.personal import Attached, Known, Rows, rows
from courses.models import (
    Achievement,
    Answer,
    Application,
    Attempt,
    Attendance,
    Certificate,
    Cohort,
    Completion,
    Course,
    Enrollment,
    Feedback,
    Follow,
    HandIn,
    Intake,
    Participation,
    Presence,
    Registration,
    Response,
    Result,
    Submission,
    Viewing,
    Vote,
    Webinar,
    WebinarQuestion,
)
from courses.personal import peers


def tell(person: User) -> Known:
    return {
        **_seats(person),
        **_done(person),
        "kuis": [_attempt(each) for each in _attempts(person)],
        "tugas": [_submission(each) for each in _submissions(person)],
        **_surveys(person),
        **_webinars(person),
        **peers.given(person),
        **_work(person),
    }


def files(person: User) -> Iterator[Attached]:
    """Certificates; what was handed in is among the person's uploads."""
    issued = Certificate.objects.filter(achievement__learner=person).exclude(pdf="")
    for certificate in issued.order_by("issued_at"):
        yield Attached(f"{certificate.number}.pdf", certificate.pdf.open)


def _seats(person: User) -> Known:
    return {
        "pendaftaran kelas": rows(
            Enrollment.objects.filter(learner=person).order_by("enrolled_at"),
            kelas="cohort__course__title",
            angkatan="cohort__name",
            mentor="mentor__name",
            mulai="enrolled_at",
            terakhir_aktif="last_active_at",
            berakhir="ended_at",
        ),
        "permohonan": rows(
            Application.objects.filter(learner=person).order_by("created_at"),
            kelas="cohort__course__title",
            angkatan="cohort__name",
            alasan="note",
            keadaan="state",
            diminta="created_at",
        ),
    }


def _done(person: User) -> Known:
    return {
        "kegiatan selesai": rows(
            Completion.objects.filter(learner=person).order_by("earned_at"),
            kelas="activity__module__course__title",
            kegiatan="activity__title",
            selesai="earned_at",
        ),
        "nilai terbaik": rows(
            Result.objects.filter(learner=person).order_by("recorded_at"),
            kelas="activity__module__course__title",
            kegiatan="activity__title",
            hal="event",
            nilai="value",
            dicatat="recorded_at",
        ),
        "capaian": rows(
            Achievement.objects.filter(learner=person).order_by("earned_at"),
            jenis="kind",
            judul="title",
            jam="hours",
            rata_rata="average",
            diraih="earned_at",
        ),
        "sertifikat": rows(
            Certificate.objects.filter(achievement__learner=person),
            nomor="number",
            nama="name",
            organisasi="organization",
            judul="title",
            terbit="issued_at",
            dicabut="revoked_at",
            kode="code",
        ),
    }


def _attempts(person: User) -> Any:
    tries = Attempt.objects.filter(learner=person).select_related("quiz__activity")
    return tries.order_by("started_at").iterator()


def _attempt(attempt: Attempt) -> dict[str, Any]:
    answers = Answer.objects.filter(attempt=attempt).select_related("version")
    return {
        "kuis": attempt.quiz.activity and attempt.quiz.activity.title,
        "percobaan": attempt.number,
        "dimulai": attempt.started_at,
        "diserahkan": attempt.submitted_at,
        "nilai": attempt.score,
        "jawaban": [
            {
                "soal": answer.version.prompt,
                "jawaban": _said(answer),
                "catatan": answer.remark,
            }
            for answer in answers
        ],
    }


def _said(answer: Answer) -> list[str]:
    """As the learner saw it, where the question can say it in words."""
    lines = answer.version.asked.lines(answer.given, tells=False)
    return [line.text for line in lines if line.is_given] or list(answer.given)


def _submissions(person: User) -> Any:
    handed = Submission.objects.filter(learner=person)
    return handed.select_related("assignment__activity").order_by("pk")


def _submission(submission: Submission) -> dict[str, Any]:
    return {
        "tugas": submission.assignment.activity.title,
        "keadaan": submission.get_state_display(),
        "nilai": submission.score,
        "draf": submission.text,
        "dikumpulkan": [_turn(turn) for turn in submission.turns.all()],
    }


def _turn(turn: HandIn) -> dict[str, Any]:
    return {
        "ke": turn.number,
        "waktu": turn.handed_in_at,
        "isi": turn.text,
        "berkas": [upload.shown_name for upload in turn.files.all()],
        "umpan balik": rows(
            Feedback.objects.filter(turn=turn).order_by("given_at"),
            putusan="verdict",
            nilai="score",
            catatan="comment",
            rubrik="marks",
            waktu="given_at",
        ),
        "telaah teman": peers.received(turn),
    }


def _surveys(person: User) -> Known:
    """Named answers. Of an anonymous survey nobody knows which are whose."""
    return {
        "survei yang dijawab": rows(
            Participation.objects.filter(learner=person),
            survei="survey__activity__title",
        ),
        "jawaban survei bernama": [
            {"survei": each.survey.activity.title, "jawaban": _response(each)}
            for each in Response.objects.filter(learner=person).select_related(
                "survey__activity"
            )
        ],
    }


def _response(response: Response) -> Rows:
    asked = {str(each["id"]): each for each in response.survey.questions}
    return [
        {"pertanyaan": asked.get(key, {}).get("text", key), "jawaban": said}
        for key, said in response.given.items()
    ]


def _webinars(person: User) -> Known:
    return {
        "pendaftaran webinar": rows(
            Registration.objects.filter(person=person).order_by("created_at"),
            webinar="webinar__title",
            mulai="webinar__starts_at",
            daftar="created_at",
            masuk="joined_at",
            batal="cancelled_at",
        ),
        "kehadiran": rows(
            Attendance.objects.filter(person=person).order_by("recorded_at"),
            webinar="webinar__title",
            hadir="is_present",
            menit="minutes",
            dicatat="recorded_at",
        ),
        "terlihat di ruang": rows(
            Presence.objects.filter(person=person).order_by("joined_at"),
            webinar="webinar__title",
            dari="joined_at",
            sampai="left_at",
        ),
        "rekaman yang ditonton": rows(
            Viewing.objects.filter(person=person).order_by("opened_at"),
            webinar="webinar__title",
            detik="seconds",
            dibuka="opened_at",
        ),
        "pertanyaan di webinar": rows(
            WebinarQuestion.objects.filter(author=person).order_by("created_at"),
            webinar="webinar__title",
            pertanyaan="text",
            jawaban="answer",
            ditanyakan="created_at",
        ),
        "pertanyaan yang didukung": rows(
            Vote.objects.filter(person=person), pertanyaan="question__text"
        ),
        "seri yang diikuti": rows(
            Follow.objects.filter(person=person), seri="series__title"
        ),
    }


def _work(person: User) -> Known:
    """What they do for others."""
    return {
        "kelas yang ditulis": rows(
            Course.objects.filter(authors=person), kelas="title"
        ),
        "berkas soal yang dibawa": rows(
            Intake.objects.filter(brought_by=person).order_by("brought_at"),
            berkas="name",
            kelas="course__title",
            waktu="brought_at",
        ),
        "angkatan yang difasilitasi": rows(
            Cohort.objects.filter(facilitators=person),
            kelas="course__title",
            angkatan="name",
        ),
        "angkatan yang dimentori": rows(
            Cohort.objects.filter(mentors=person),
            kelas="course__title",
            angkatan="name",
        ),
        "webinar yang dipandu": rows(
            Webinar.objects.filter(host=person), webinar="title", mulai="starts_at"
        ),
        "umpan balik yang diberikan": rows(
            Feedback.objects.filter(reviewer=person).order_by("given_at"),
            tugas="turn__submission__assignment__activity__title",
            catatan="comment",
            waktu="given_at",
        ),
    }
