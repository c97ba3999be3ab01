"""What the clock tells: a deadline near, one gone by, a decision to look at again."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliances.decisions.actions import news
from alliances.decisions.models import Proposal

BEFORE = timedelta(days=1)
# What no clock told within these days is told no more.
LATE = timedelta(days=7)


def remind() -> None:
    """All three, each once: what was told before is known by its key."""
    now = timezone.now()
    open_ones = Proposal.objects.open().select_related("alliance", "room")
    for proposal in open_ones.filter(closes_at__range=(now, now + BEFORE)):
        _remind_silent(proposal)
    for proposal in open_ones.filter(closes_at__range=(now - LATE, now)):
        _ask_to_close(proposal)
    today = timezone.localdate()
    closed = Proposal.objects.filter(
        state=Proposal.State.CLOSED, review_on__range=(today - LATE, today)
    )
    for proposal in closed.select_related("alliance", "room"):
        _ask_to_review(proposal)


def _remind_silent(proposal: Proposal) -> None:
    title = _("Tenggatnya sebentar lagi, organisasi Anda belum bersikap: %(title)s")
    key = news.day(proposal.closes_at)
    news.tell(proposal, news.awaited(proposal), "reminder", title, key=key, how="now")


def _ask_to_close(proposal: Proposal) -> None:
    title = _("Tenggatnya lewat, tulis hasilnya: %(title)s")
    key = news.day(proposal.closes_at)
    news.tell(proposal, news.managers(proposal), "due", title, key=key, how="now")


def _ask_to_review(proposal: Proposal) -> None:
    title = _("Waktunya meninjau ulang: %(title)s")
    everyone = news.managers(proposal)
    news.tell(proposal, everyone, "review", title, key=proposal.review_on, how="now")
