"""Who may ask at a webinar, and vote, and if not, why."""

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import YES, Decision, no
from courses.models import Webinar, WebinarQuestion
from courses.permissions.webinars import has_seat


def can_ask(user: User | AnonymousUser, webinar: Webinar) -> Decision:
    return may_ask(user, webinar, has_seat(user, webinar))


def may_ask(user: User | AnonymousUser, webinar: Webinar, has_seat: bool) -> Decision:
    """From the day it is published until a day after the end: one prepares, too."""
    if not user.is_authenticated:
        return no(_("Masuk dan daftar dulu untuk bertanya."))
    if not webinar.is_published:
        return no(_("Pertanyaan dibuka selama webinarnya terbit."))
    if timezone.now() > webinar.code_word_taken_until:
        return no(_("Pertanyaan ditutup 24 jam sesudah webinar selesai."))
    if not has_seat and webinar.host_id != user.pk:
        return no(_("Daftar dulu untuk bertanya."))
    return YES


def can_vote(user: User | AnonymousUser, question: WebinarQuestion) -> Decision:
    if question.hidden_at is not None:
        return no(_("Pertanyaan ini disisihkan pemandu."))
    if question.author_id == user.pk:
        return no(_("Ini pertanyaan Anda sendiri."))
    return can_ask(user, question.webinar)
