"""Pretend news: an inbox that has something in it, and invitations on their way."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from alliances.models import Alliance
from courses.models import Cohort
from forum.models import Post
from notices.actions.telling import Telling, tell_all
from notices.models import Invitation, Notice
from notices.models.invitation import VALID_FOR
from portal.demo.people import everyone, named

READ_BEFORE = timedelta(days=3)
INVITED = [
    ("Agustina Rekaan", "agustina@contoh.id", Invitation.Way.EMAIL),
    ("Markus Rekaan", "+6281200000071", Invitation.Way.HAND),
    ("Nurhayati Rekaan", "+6281200000072", Invitation.Way.HAND),
]


def load() -> None:
    tell_all([*_welcomes(), *_replies()])
    now = timezone.now()
    told = Notice.objects.filter(key__startswith="demo:")
    told.filter(due_at__lt=now - READ_BEFORE).update(read_at=now)
    cohort = Cohort.objects.managed_by(named("fasilitator")).order_by("pk").first()
    if cohort is not None:
        _invite("angkatan", cohort.pk, "fasilitator")
    own = Alliance.objects.filter(stewards__person=named("pengurus"))
    for alliance in own.order_by("pk")[:1]:
        _invite("aliansi", alliance.pk, "pengurus")


def _welcomes() -> Iterator[Telling]:
    for person in everyone():
        yield Telling(
            person_id=person.pk,
            kind="courses.greeting",
            title="Selamat datang di Lokadaya",
            text="Mulailah dari kelas yang paling dekat dengan kerja Anda.",
            url="/belajar/",
            key="demo:selamat-datang",
            due_at=timezone.now() - timedelta(days=20),
            how="inbox",
        )


def _replies() -> Iterator[Telling]:
    """To whoever began a topic, of each answer in it."""
    answers = Post.objects.filter(
        deleted_at=None, poster__isnull=False, topic__poster__isnull=False
    ).select_related("topic__forum", "poster")
    for post in answers.order_by("pk"):
        topic, author = post.topic, post.poster
        if author is None or author.pk == topic.poster_id:
            continue
        yield Telling(
            person_id=topic.poster_id,
            kind="forum.reply",
            title=f"{author.name} membalas Anda: {topic.subject}",
            text="",
            url=topic.get_absolute_url(),
            key=f"demo:{post.pk}",
            due_at=min(post.created, timezone.now()),
            how="inbox",
        )


def _invite(kind: str, place: int, inviter: str) -> None:
    now = timezone.now()
    Invitation.objects.bulk_create(
        Invitation(
            kind=kind,
            place=place,
            name=name,
            contact=contact,
            way=way,
            invited_by=named(inviter),
            next_try_at=now,
            sent_at=now if way == Invitation.Way.EMAIL else None,
            handed_at=now if nth == 1 else None,
            expires_at=now + VALID_FOR,
        )
        for nth, (name, contact, way) in enumerate(INVITED)
    )
