"""What a person promised while they were signed in."""

from django.utils.translation import gettext_lazy as _

from common.personal import Chapter, Known, offer, rows
from crowdfunding.people.models import Person
from crowdfunding.pledges.actions import pledging
from crowdfunding.pledges.models import Pledge


def tell(person: Person) -> Known:
    return {
        "dukungan": rows(
            Pledge.objects.filter(person=person).order_by("created_at"),
            inisiatif="need__campaign__title",
            untuk="need__item",
            jumlah="quantity",
            satuan="need__unit",
            nama="name",
            kontak="contact",
            pesan="message",
            keadaan="state",
            dijanjikan="created_at",
        )
    }


def forget(person: Person) -> None:
    """Promises that nobody can be asked to keep are taken back, and lose their name."""
    for pledge in Pledge.objects.filter(person=person).order_by("need__campaign", "pk"):
        pledging.withdraw(pledge=pledge)
    Pledge.objects.filter(person=person).update(
        name="", contact="", message="", is_anonymous=True
    )


offer(Chapter("dukungan", _("Dukungan yang Anda janjikan"), tell, forget))
