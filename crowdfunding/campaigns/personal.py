"""The initiatives a person brought, and what they wrote as a reviewer."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common import journal
from common.personal import Chapter, Known, offer, rows
from crowdfunding.campaigns import telling
from crowdfunding.campaigns.models import Campaign, Review
from crowdfunding.people.models import Person

State = Campaign.State
WORDS = (models.CharField, models.TextField, models.JSONField)


def tell(person: Person) -> Known:
    return {
        "inisiatif": rows(
            Campaign.objects.filter(initiator=person).order_by("created_at"),
            judul="title",
            keadaan="state",
            mitra="partner__name",
            ajakan="pitch",
            cerita="story_text",
            peran="role",
            dibuat="created_at",
            terbit="published_at",
        ),
        "tinjauan yang Anda tulis": rows(
            Review.objects.filter(reviewer=person).order_by("created_at"),
            inisiatif="campaign__title",
            putusan="verdict",
            catatan="comment",
            ditulis="created_at",
        ),
    }


def forget(person: Person) -> None:
    """What the public never saw goes. The rest stays, closed: nobody would answer."""
    for campaign in Campaign.objects.filter(initiator=person).order_by("pk"):
        campaign = telling.lock(campaign)
        was_public = campaign.is_public
        if campaign.state != State.CLOSED:
            campaign.state = State.CLOSED
            telling.tell(campaign)
        if not was_public:
            campaign.delete()
            continue
        _without_name(campaign, person.name)
        campaign.role = ""
        campaign.save()
        campaign.suggested_changes.all().delete()


def _without_name(campaign: Campaign, name: str) -> None:
    if not name:
        return
    for field in campaign._meta.get_fields():
        if isinstance(field, WORDS) and not (field.choices or field.unique):
            said = getattr(campaign, field.name)
            setattr(campaign, field.name, journal.without(said, name))


offer(Chapter("inisiatif", _("Inisiatif Anda"), tell, forget))
