"""Drafts in the name of an organisation whose editor the sender is not."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from common.letters import actions as letters
from initiatives.models import Initiative, Worksheet
from network.models import Membership, Organization
from network.models.membership import MembershipQuerySet
from notices.actions import telling
from notices.readers import as_read_by

KIND, VERSION = "sender.confirmed", 1


def settle(worksheet: Worksheet) -> None:
    """Tell who decides, once; or lokadaya.com, if the sender was made an editor
    while the letters were on their way.
    """
    organization = worksheet.organization
    if organization is None:
        return
    if _editors(organization).filter(person=worksheet.author).exists():
        confirm_sender(person=worksheet.author, organization=organization)
    else:
        _tell_who_decides(worksheet, organization)


def _tell_who_decides(worksheet: Worksheet, organization: Organization) -> None:
    said = {
        "name": worksheet.author.name,
        "title": worksheet.title,
        "organization": organization.name,
    }
    for person in _who_decides(organization):
        with as_read_by(person):
            telling.tell(
                person=person,
                kind="initiative.parked",
                title=_("Draf atas nama %(organization)s menunggu Anda") % said,
                text=_(
                    "%(name)s mengirim “%(title)s” ke lokadaya.com atas nama"
                    " %(organization)s, tetapi belum tercatat sebagai pengelolanya,"
                    " jadi drafnya diparkir. Jadikan ia pengelola supaya dapat"
                    " diajukan, atau tanyakan kepadanya bila ini keliru."
                )
                % said,
                url=reverse("network:members", args=[organization.slug]),
                key=f"worksheet:{worksheet.uuid}:parked",
            )


@transaction.atomic
def confirm_sender(*, person: User, organization: Organization) -> None:
    """They manage it now: their parked drafts for it can be submitted."""
    parked = Initiative.objects.filter(
        is_parked=True,
        worksheet__author=person,
        worksheet__organization=organization,
    )
    for initiative in parked.select_related("worksheet").order_by("pk"):
        worksheet = str(initiative.worksheet.uuid)
        letters.write(
            kind=KIND,
            version=VERSION,
            subject=f"worksheet:{worksheet}",
            body={"worksheet": worksheet},
        )


def _editors(organization: Organization) -> MembershipQuerySet:
    return Membership.objects.confirmed().filter(
        organization=organization, role=Membership.Role.EDITOR
    )


def _who_decides(organization: Organization) -> list[User]:
    """Its editors; without any its province's coordinators look after it."""
    people = User.objects.active()
    editors = people.filter(memberships__in=_editors(organization))
    found = list(editors.order_by("pk"))
    province = organization.regency.province_id
    return found or list(people.filter(coordinations__province=province).order_by("pk"))
