"""What the network knows of a person: where they belong, and what they look after."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from common.personal import Chapter, Duty, Known, offer, rows
from network.models import Audience, Coordination, Membership, Organization
from network.signals import membership_ended


def tell(person: User) -> Known:
    return {
        "organisasi": rows(
            Membership.objects.filter(person=person).order_by("created_at"),
            organisasi="organization__name",
            peran="role",
            diminta="created_at",
            dikonfirmasi="confirmed_at",
            berakhir="ended_at",
        ),
        "organisasi yang diusulkan": rows(
            Organization.objects.filter(proposed_by=person),
            nama="name",
            keadaan="state",
            diusulkan="created_at",
        ),
        "provinsi yang dikoordinasi": rows(
            Coordination.objects.filter(person=person),
            provinsi="province__name",
            sejak="created_at",
        ),
    }


def duties(person: User) -> Iterator[Duty]:
    """Organisations whose only editor they are: their coordinators step in."""
    edited = Organization.objects.edited_by(person)
    for organization in edited.select_related("regency__province").order_by("name"):
        others = Membership.objects.confirmed().filter(
            organization=organization, role=Membership.Role.EDITOR
        )
        if others.exclude(person=person).exists():
            continue
        yield Duty(
            title=organization.name,
            url=organization.get_absolute_url(),
            successor=_("Koordinator %(province)s, sampai ada pengelola baru.")
            % {"province": organization.regency.province},
            successors=tuple(_coordinators(organization).exclude(pk=person.pk)),
        )


def _coordinators(organization: Organization) -> QuerySet[User]:
    """Of its province; without any, national staff."""
    people: QuerySet[User] = User.objects.active()
    province = organization.regency.province_id
    found = people.filter(coordinations__province=province)
    return found if found.exists() else people.filter(is_staff=True)


def forget(person: User) -> None:
    """Every membership ends, the last editor's too: a coordinator looks after it."""
    Coordination.objects.filter(person=person).delete()
    memberships = Membership.objects.active().filter(person=person)
    for membership in memberships.select_related("organization"):
        was_confirmed = membership.confirmed_at is not None
        membership.ended_at = timezone.now()
        membership.save(update_fields=["ended_at"])
        if was_confirmed:
            membership_ended.send(sender=Membership, membership=membership)
    Organization.objects.filter(proposed_by=person).update(proposed_by=None)
    for audience in Audience.objects.including(person):
        audience.members.remove(person)


offer(
    Chapter(
        "organisasi",
        gettext_lazy("Organisasi dan peran Anda di jejaring"),
        tell,
        forget,
        duties=duties,
    )
)
