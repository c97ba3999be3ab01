"""Documents that tests are about."""

import uuid
from itertools import count

from django.urls import reverse

from accounts.models import User
from accounts.tests.factories import make_person
from alliances.actions import audiences
from alliances.documents.actions import composing, drafting, publishing, versions
from alliances.documents.actions.drafting import Typed
from alliances.documents.models import Document, Section, Version
from alliances.models import Alliance
from alliances.tests.factories import make_alliance, make_alliance_member, make_steward
from network.models import Membership, Organization
from network.tests.factories import make_member, make_organization

_numbers = count(1)
BODY = (
    "<p>Bank sampah ramai pada tahun pertama lalu sepi begitu pendampingnya pergi.</p>"
    "\n<p>Yang bertahan adalah yang desanya punya peraturan desa sendiri.</p>"
)


def make_writer(
    *,
    alliance: Alliance,
    name: str = "Yosefina Lering",
    role: str = Membership.Role.MEMBER,
    organization: Organization | None = None,
    kind: str = Organization.Kind.OMS,
) -> User:
    """Someone of a member organisation."""
    person = make_person(name=name)
    if organization is None:
        organization = make_organization(kind=kind)
        make_alliance_member(alliance=alliance, organization=organization)
    make_member(person=person, organization=organization, role=role)
    audiences.fill(alliance)
    return person


def make_document(
    *,
    alliance: Alliance | None = None,
    author: User | None = None,
    circle: str = Document.Circle.MEMBERS,
    body: str = BODY,
) -> Document:
    """A brief whose second section is written."""
    alliance = alliance or make_alliance()
    author = author or make_steward(alliance=alliance)
    document = composing.begin(
        author=author,
        alliance=alliance,
        kind=Document.Kind.BRIEF,
        title=f"Bank sampah sebagai layanan desa {next(_numbers)}",
        circle=circle,
    )
    if body:
        write(author=author, section=section_of(document), text=body)
    return document


def section_of(document: Document) -> Section:
    return document.sections.standing().select_related("document__alliance")[1]


def typed(
    text: str,
    *,
    revision: int = 0,
    turn: int = 1,
    sitting: uuid.UUID | None = None,
    is_plain: bool = False,
) -> Typed:
    return Typed(sitting or uuid.uuid4(), revision, turn, text, is_plain)


def write(*, author: User, section: Section, text: str) -> drafting.Became:
    section.refresh_from_db()
    given = typed(text, revision=section.revision)
    return drafting.finish(author=author, section=section, typed=given)


def open_edition(*, steward: User, document: Document) -> Version:
    digest = versions.digest_of(document)
    return publishing.open_signing(steward=steward, document=document, digest=digest)


def make_edition(*, steward: User, document: Document) -> Version:
    """The text as it stands, published."""
    document.refresh_from_db()
    edition = document.edition
    if edition is None or publishing.has_changed(document):
        edition = open_edition(steward=steward, document=document)
    return publishing.publish(steward=steward, version=edition)


def url(document: Document, name: str, *more: object) -> str:
    names = [document.alliance.slug, document.slug, *more]
    return reverse(f"documents:{name}", args=names)
