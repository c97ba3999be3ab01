"""The bench's database: made by rule, the same each time, kept for the next run."""

import hashlib
import random
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from alliances.actions import audiences, rooms
from alliances.models import (
    Alliance,
    AllianceMembership,
    ReadPosition,
    Room,
    RoomEvent,
    Steward,
)
from common.models import Dataset, Regency
from courses.models import Activity, Cohort, Completion, Course, Enrollment, Webinar
from forum.actions import places
from forum.markup import render
from forum.models import Post, Topic
from launch.benchmarks import crowd
from network.models import Membership, Organization, Sector

PEOPLE = 300
ORGANIZATIONS = 60
TOPICS = 500
POSTS_IN_LONG_TOPIC = 60
MESSAGES = 2_000
WEBINARS = 30
LEARNER = "orang1@contoh.id"
COURSE = "penggalangan-sumber-daya-domestik"
LONG_TOPIC = "Topik panjang"
ROOM = "ruang-bersama"
WORDS = [
    *("warga", "gotong", "royong", "dukungan", "tandon", "hujan", "rapat", "desa"),
    *("bukti", "pendukung", "kader", "koperasi", "laporan", "musyawarah", "panen"),
    *("bibit", "sekolah", "puskesmas", "relawan", "iuran"),
]


def ensure(say: Callable[[str], None]) -> None:
    """Fill the database, unless this version of the seed already did."""
    sources = [Path(__file__), Path(crowd.__file__)]
    version = hashlib.sha256(b"".join(s.read_bytes() for s in sources)).hexdigest()
    known = Dataset.objects.filter(name="bench").first()
    if known and known.digest == version:
        return
    if known:
        say("Emptying the bench's database …")
        call_command("flush", interactive=False, verbosity=0)
        call_command("prepare")
    say("Filling the bench's database …")
    with transaction.atomic():
        _fill(random.Random(2026), say)  # noqa: S311
        Dataset.objects.create(name="bench", digest=version)
    crowd.settle()


def learner() -> User:
    found: User = User.objects.get(email=LEARNER)
    return found


def lesson_path() -> str:
    lessons = Activity.objects.of_course(Course.objects.get(slug=COURSE))
    return str(
        lessons.filter(kind=Activity.Kind.LESSON).in_order()[1].get_absolute_url()
    )


def topic_path() -> str:
    return str(Topic.objects.get(subject=LONG_TOPIC).get_absolute_url())


def room() -> Room:
    found: Room = Room.objects.get(slug=ROOM)
    return found


def _fill(dice: random.Random, say: Callable[[str], None]) -> None:
    people = _people(dice)
    organizations = _organizations(dice, people)
    say(f"  {len(people)} people in {len(organizations)} organisations")
    _cohort(dice, people)
    say(f"  {WEBINARS} webinars, {TOPICS} topics, {MESSAGES} messages")
    _webinars(people)
    _topics(dice, people)
    _room(dice, people, organizations)
    say(f"  a course of {crowd.CROWD} learners, a cohort of {crowd.COHORT}")
    crowd.fill(dice)


def _sentence(dice: random.Random, words: int) -> str:
    return " ".join(dice.choices(WORDS, k=words)).capitalize() + "."


def _people(dice: random.Random) -> list[User]:
    regencies = list(Regency.objects.current().select_related("province"))
    password = make_password(None)
    made = []
    for number in range(1, PEOPLE + 1):
        regency = dice.choice(regencies)
        made.append(
            User(
                email=f"orang{number}@contoh.id",
                name=f"Orang Rekaan {number}",
                regency=regency,
                time_zone=regency.province.time_zone,
                password=password,
            )
        )
    saved: list[User] = User.objects.bulk_create(made)
    return saved


def _organizations(dice: random.Random, people: list[User]) -> list[Organization]:
    now = timezone.now()
    made = Organization.objects.bulk_create(
        Organization(
            name=f"Perkumpulan Rekaan {number}",
            slug=slugify(f"Perkumpulan Rekaan {number}"),
            regency=people[number].regency,
            state=Organization.State.LISTED,
        )
        for number in range(ORGANIZATIONS)
    )
    Membership.objects.bulk_create(
        Membership(
            organization=made[number % ORGANIZATIONS], person=person, confirmed_at=now
        )
        for number, person in enumerate(people)
    )
    return made


def _cohort(dice: random.Random, people: list[User]) -> None:
    course = Course.objects.get(slug=COURSE)
    today = timezone.localdate()
    cohort = Cohort.objects.create(
        course=course,
        name="Angkatan 1",
        mode=Cohort.Mode.SELF_PACED,
        status=Cohort.Status.OPEN,
        seats=PEOPLE,
        starts_on=today - timedelta(days=30),
        ends_on=today + timedelta(days=60),
    )
    cohort.facilitators.add(people[-1])
    cohort.mentors.add(people[-2])
    Enrollment.objects.bulk_create(
        Enrollment(cohort=cohort, learner=person, mentor=people[-2])
        for person in people[:-2]
    )
    activities = list(Activity.objects.of_course(course).required())
    Completion.objects.bulk_create(
        Completion(learner=person, activity=activity, evidence="bench")
        for person in people[:-2]
        for activity in activities[: dice.randint(1, len(activities) - 1)]
    )


def _webinars(people: list[User]) -> None:
    course = Course.objects.get(slug=COURSE)
    now = timezone.now()
    for number in range(1, WEBINARS + 1):
        starts_at = now + timedelta(days=number)
        Webinar.objects.create(
            course=course,
            host=people[-1],
            title=f"Webinar {number}",
            summary="Contoh rekaan.",
            starts_at=starts_at,
            minutes=60,
            seats=100,
            address="https://meet.contoh.id/bench",
            code_word="jambu",
            status=Webinar.Status.PUBLISHED,
        )


def _topics(dice: random.Random, people: list[User]) -> None:
    forum = places.ensure_place(
        name=f"courses.course:{COURSE}", title="Kelas bench", parent="cop"
    )
    for number in range(TOPICS):
        _topic(dice, forum, people, f"Topik {number}", posts=2)
    _topic(dice, forum, people, LONG_TOPIC, posts=POSTS_IN_LONG_TOPIC)


def _topic(
    dice: random.Random, forum: object, people: list[User], title: str, *, posts: int
) -> None:
    topic = Topic.objects.create(
        forum=forum,
        poster=dice.choice(people),
        subject=title,
        type=Topic.TOPIC_POST,
        status=Topic.TOPIC_UNLOCKED,
    )
    texts = [_sentence(dice, 40) for _post in range(posts)]
    Post.objects.bulk_create(
        Post(
            topic=topic,
            poster=dice.choice(people),
            subject=title,
            content=text,
            _content_rendered=render(text),
        )
        for text in texts
    )
    topic.update_trackers()


def _room(
    dice: random.Random, people: list[User], organizations: list[Organization]
) -> None:
    now = timezone.now()
    alliance = Alliance.objects.create(
        slug="bench", name="Aliansi Bench", sector=Sector.objects.all()[0], summary="-"
    )
    Steward.objects.create(alliance=alliance, person=people[-1])
    AllianceMembership.objects.bulk_create(
        AllianceMembership(
            alliance=alliance,
            organization=organization,
            state=AllianceMembership.State.ACTIVE,
            joined_at=now,
        )
        for organization in organizations
    )
    audiences.fill(alliance)
    made = Room.objects.create(
        alliance=alliance,
        name="Ruang bersama",
        slug=ROOM,
        kind=Room.Kind.MEMBERS,
        last_seq=MESSAGES,
        said=MESSAGES,
    )
    said = [_sentence(dice, 18) for _message in range(MESSAGES)]
    RoomEvent.objects.bulk_create(
        RoomEvent(
            room=made,
            seq=seq,
            author=(author := dice.choice(people[:-2])),
            organization=organizations[people.index(author) % ORGANIZATIONS],
            client_id=uuid.UUID(int=dice.getrandbits(128)),
            body=body,
            html=rooms.as_html(body),
            created_at=now - timedelta(minutes=2 * (MESSAGES - seq)),
        )
        for seq, body in enumerate(said, start=1)
    )
    ReadPosition.objects.create(room=made, person=people[0], seq=MESSAGES - 20)
