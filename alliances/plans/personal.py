"""What plans know of a person: which they made, and their calendars' addresses."""

from django.utils.translation import gettext_lazy

from accounts.models import User
from alliances.plans.models import CalendarFeed, Plan
from common.personal import Chapter, Known, offer, rows


def tell(person: User) -> Known:
    return {
        "rencana yang disusun": rows(
            Plan.objects.filter(author=person).order_by("pk"),
            judul="title",
            mulai="starts_on",
            sampai="ends_on",
        ),
        "kalender aliansi": rows(
            CalendarFeed.objects.filter(person=person).order_by("pk"),
            aliansi="alliance__name",
            dibuat="created_at",
        ),
    }


def forget(person: User) -> None:
    """Plans stay their alliance's; the secret addresses die."""
    Plan.objects.filter(author=person).update(author=None)
    CalendarFeed.objects.filter(person=person).delete()


offer(Chapter("rencana", gettext_lazy("Rencana dan kalender"), tell, forget))
