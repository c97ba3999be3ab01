"""Copying onto a certificate what it will say, as it is on the day of issue."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from courses.models import Achievement, Certificate, CourseRule
from network.summaries import acting_for

Kind = Achievement.Kind
MOST_SIGNATORIES = 3


def fill_in(certificate: Certificate) -> None:
    """All but name and title, which were set when it was asked for."""
    achievement = certificate.achievement
    organizations = acting_for(achievement.learner)
    certificate.organization = organizations[0].name if organizations else ""
    certificate.cohort = achievement.cohort.name if achievement.cohort else ""
    certificate.hours = achievement.hours
    certificate.earned_on = timezone.localdate(
        achievement.earned_at, ZoneInfo(settings.TIME_ZONE)
    )
    certificate.statement = _statement(achievement)
    certificate.signatories = _signatories(achievement)


def _statement(achievement: Achievement) -> str:
    """In Indonesian, as certificates are."""
    course = achievement.course
    if achievement.kind == Kind.ATTENDANCE:
        if achievement.webinar:
            return "telah hadir dalam webinar"
        return "telah hadir dalam rangkaian webinar kelas"
    if achievement.kind == Kind.COMPLETION:
        if course is None:
            return "telah menuntaskan seluruh kelas dalam jalur belajar"
        return "telah memenuhi seluruh syarat kelulusan kelas"
    if course is None or achievement.title == course.title:
        return "telah menerapkan hasil belajar kelas"
    return f"telah menerapkan hasil belajar kelas {course.title} melalui"


def _signatories(achievement: Achievement) -> list[dict[str, str]]:
    """Those the course names; else who facilitated, mentored or hosted."""
    if achievement.course:
        named: list[dict[str, str]] = CourseRule.of(achievement.course).signatories
        if named:
            return named[:MOST_SIGNATORIES]
    return _guides(achievement)[:MOST_SIGNATORIES]


def _guides(achievement: Achievement) -> list[dict[str, str]]:
    if achievement.webinar:
        host = achievement.webinar.host
        return [{"name": host.name, "role": "Pemandu webinar"}]
    cohort = achievement.cohort
    if cohort is None:
        return []
    guides = [
        {"name": person.name, "role": "Fasilitator"}
        for person in cohort.facilitators.order_by("pk")[:2]
    ]
    seats = cohort.enrollments.filter(learner=achievement.learner)
    seat = seats.order_by("-pk").first()
    if seat and seat.mentor:
        guides.append({"name": seat.mentor.name, "role": "Mentor"})
    return guides
