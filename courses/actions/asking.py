"""Questions at a webinar: asked, voted for, answered, put aside by those who lead."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common import journal
from common.decisions import Refused, require
from courses import realtime
from courses.models import Vote, Webinar, WebinarQuestion
from courses.permissions import can_ask, can_manage_webinar, can_vote

OPEN_AT_ONCE = 10


@transaction.atomic
def ask(
    *, author: User, webinar: Webinar, text: str, is_anonymous: bool = False
) -> WebinarQuestion:
    """Ask, or find what one has asked in the same words."""
    require(can_ask(author, webinar))
    own = webinar.questions.filter(author=author)
    same = own.filter(text=text).first()
    if same is not None:
        return same
    if own.filter(answered_at=None).count() >= OPEN_AT_ONCE:
        raise Refused(
            _("Sepuluh pertanyaan Anda masih menunggu. Dukung saja milik orang lain.")
        )
    question = WebinarQuestion.objects.create(
        webinar=webinar, author=author, text=text, is_anonymous=is_anonymous
    )
    realtime.questions_changed(webinar.pk)
    return question


@transaction.atomic
def vote(*, person: User, question: WebinarQuestion, wants: bool) -> None:
    """Want to hear the answer too, or no longer."""
    require(can_vote(person, question))
    if wants:
        Vote.objects.get_or_create(question=question, person=person)
    else:
        Vote.objects.filter(question=question, person=person).delete()
    realtime.questions_changed(question.webinar_id)


@transaction.atomic
def answer(*, host: User, question: WebinarQuestion, text: str) -> None:
    """Mark a question as answered: in the call, or in writing for who comes later."""
    question = WebinarQuestion.objects.select_for_update().get(pk=question.pk)
    require(can_manage_webinar(host, question.webinar))
    question.answer = text
    question.answered_at = question.answered_at or timezone.now()
    question.save()
    realtime.questions_changed(question.webinar_id)


@transaction.atomic
def reopen(*, host: User, question: WebinarQuestion) -> None:
    """It was not answered after all. What was written stays."""
    require(can_manage_webinar(host, question.webinar))
    WebinarQuestion.objects.filter(pk=question.pk).update(answered_at=None)
    realtime.questions_changed(question.webinar_id)


@transaction.atomic
def put_aside(*, host: User, question: WebinarQuestion, is_hidden: bool) -> None:
    """Hide a question from everyone but its author and those who lead, or show it."""
    require(can_manage_webinar(host, question.webinar))
    hidden_at = timezone.now() if is_hidden else None
    WebinarQuestion.objects.filter(pk=question.pk).update(hidden_at=hidden_at)
    journal.record(
        deed="courses.question_hidden" if is_hidden else "courses.question_shown",
        subject=question,
        actor=host,
        person=question.author,
    )
    realtime.questions_changed(question.webinar_id)
