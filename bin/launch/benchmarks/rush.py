"""A whole hall hands in its quiz at once: what arrives, how often, and how soon."""

import http.client
import statistics
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from urllib.parse import urlencode

import psutil
from django.conf import settings
from django.urls import reverse

from accounts.models import User
from courses.models import Activity, Attempt, Enrollment, Quiz
from courses.summaries.papers import draw
from launch.bench import Row
from launch.benchmarks import seed
from launch.benchmarks.server import Server

LEARNERS = 200
# Who waits long presses again: each third request is sent a second time, same key.
AGAIN = 3
P95_SECONDS = 6
TOKEN = "a" * 32


def rows(server: Server) -> Iterator[Row]:
    quiz = _quiz()
    learners = _enrolled(LEARNERS)
    # An earlier run used up the tries that a quiz allows.
    quiz.attempts.filter(learner__in=learners).delete()
    before = quiz.attempts.count()
    forms = [_form(quiz, learner) for learner in learners]
    requests = [*forms, *forms[::AGAIN]]
    cookies = {
        form: server.session_of(p) for form, p in zip(forms, learners, strict=True)
    }
    gate = Barrier(len(requests))
    path = reverse("courses:submit", args=[seed.COURSE, quiz.activity_id])

    def send(form: str) -> float:
        gate.wait()
        return _post(server.port, path, form, cookies[form])

    process = psutil.Process(server.process.pid)
    before_it = sum(process.cpu_times()[:2])
    with ThreadPoolExecutor(len(requests)) as pool:
        times = list(pool.map(send, requests))
    spent = sum(process.cpu_times()[:2]) - before_it
    kept = quiz.attempts.count() - before
    who = Attempt.objects.filter(quiz=quiz).order_by("-pk")[:kept]
    distinct = len({attempt.learner_id for attempt in who})
    p95 = statistics.quantiles(times, n=20)[18]
    note = f"{len(requests)} requests, one process; {spent:.1f} s of processor"
    yield Row("courses.quiz_rush_p95_s", round(p95, 2), "s", P95_SECONDS, note)
    yield Row("courses.quiz_rush_lost", LEARNERS - distinct, "tries", 0)
    yield Row("courses.quiz_rush_doubled", kept - distinct, "tries", 0)


def _enrolled(count: int) -> list[User]:
    seats = Enrollment.objects.active().filter(cohort__course__slug=seed.COURSE)
    people = User.objects.filter(pk__in=seats.values("learner"))
    return list(people.order_by("pk")[:count])


def _quiz() -> Quiz:
    quizzes = Quiz.objects.for_asking().select_related("activity__module__course")
    return quizzes.filter(
        activity__module__course__slug=seed.COURSE,
        activity__kind=Activity.Kind.QUIZ,
        minutes_allowed=None,
    )[0]


def _form(quiz: Quiz, learner: User) -> str:
    """What the page of the quiz sends, with the key that the outbox gave it."""
    number = quiz.attempts.filter(learner=learner).count() + 1
    paper = draw(quiz, learner.pk, number)
    given = {f"soal-{item.version.question_id}": "0" for item in paper.items}
    key = {"idempotency_key": str(uuid.uuid4())}
    return urlencode({"kertas": paper.sign(), **given, **key})


def _post(port: int, path: str, form: str, cookie: str) -> float:
    """Seconds until the try is known to be kept; a broken line sends it again."""
    headers = {
        "Host": "lokadaya.net",
        "Origin": "https://lokadaya.net",
        "X-Forwarded-Proto": "https",
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"{cookie}; {settings.CSRF_COOKIE_NAME}={TOKEN}",
        "X-CSRFToken": TOKEN,
        "Outbox": "1",
    }
    began = time.monotonic()
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        try:
            connection.request("POST", path, body=form, headers=headers)
            status = connection.getresponse().status
        except ConnectionError:
            # As the outbox does: the same form, the same key.
            continue
        finally:
            connection.close()
        if status >= 400:
            raise RuntimeError(f"{path} answered {status}")
        return time.monotonic() - began
