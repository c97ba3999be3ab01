"""Pretend documents: one that was published and signed, one that is being reviewed."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from alliances.documents.actions import (
    commenting,
    composing,
    publishing,
    reviewing,
    shelf,
    signing,
    versions,
)
from alliances.documents.models import (
    Alternative,
    Comment,
    Document,
    Section,
    SectionRevision,
    Signature,
    Version,
)
from alliances.documents.text.tree import blocks, tidy
from alliances.models import Alliance
from common import richtext
from common.demo import days, read
from portal.demo import network, people


def load() -> None:
    for row in read("documents"):
        document = _write(row)
        steward = people.named(row["steward"])
        if "signatures" in row:
            edition = publishing.publish(
                steward=steward,
                version=publishing.open_signing(
                    steward=steward,
                    document=document,
                    digest=versions.digest_of(document),
                ),
                news=row["news"],
            )
            _sign(edition, row)
        if "review" in row:
            _review(document, steward, row["review"])
        _move_back(document, row["days_ago"])


def _write(row: dict[str, Any]) -> Document:
    document = composing.begin(
        author=people.named(row["steward"]),
        alliance=Alliance.objects.get(slug=row["alliance"]),
        kind=row["kind"],
        title=row["title"],
        summary=row["summary"],
    )
    sections = {section.title: section for section in document.sections.all()}
    for part in row["sections"]:
        section = sections[part["title"]]
        section.document = document
        if part["body"]:
            author = people.named(part["author"])
            shelf.write(
                section, _html(part["body"]), author, SectionRevision.How.WRITTEN
            )
        _stand_beside(section, part)
        for said in part.get("comments", []):
            _comment(section, said)
    versions.name(
        author=people.named(row["steward"]), document=document, name=row["named"]
    )
    return document


def write_on(document: Document, row: dict[str, Any]) -> None:
    """What was written after something was said about the document."""
    author, then = people.named(row["author"]), days(-row["days_ago"])
    section = document.sections.get(title=row["section"])
    shelf.write(section, _html(row["body"]), author, SectionRevision.How.WRITTEN)
    versions.keep(document, author)
    document.versions.filter(made_at__gt=then).update(made_at=then)
    document.sections.filter(pk=section.pk).update(edited_at=then)
    Document.objects.filter(pk=document.pk).update(changed_at=then)


def _html(markdown: str) -> str:
    return tidy(richtext.from_markdown(markdown.strip()))


def _stand_beside(section: Section, part: dict[str, Any]) -> None:
    if "alternative" in part:
        Alternative.objects.create(
            section=section,
            author=people.named(part["alternative"]["author"]),
            base=section.body,
            body=_html(part["alternative"]["body"]),
            written_at=timezone.now() - timedelta(hours=2),
        )


def _comment(section: Section, said: dict[str, Any]) -> None:
    at = next(
        n for n, block in enumerate(blocks(section.body)) if said["quote"] in block
    )
    made = commenting.comment(
        author=people.named(said["author"]),
        section=section,
        body=said["body"],
        mark=section.marks[at],
        quote=said["quote"],
    )
    for reply in said.get("replies", []):
        author = people.named(reply["author"])
        answer = commenting.reply(author=author, comment=made, body=reply["body"])
        if "revised" in reply:
            commenting.revise(author=author, comment=answer, body=reply["revised"])
    if said.get("taken_back"):
        commenting.take_back(author=people.named(said["author"]), comment=made)
    if "resolved" in said:
        resolved = said["resolved"]
        commenting.resolve(
            author=people.named(resolved["by"]),
            comment=made,
            reason=resolved["reason"],
        )


def _sign(edition: Version, row: dict[str, Any]) -> None:
    for given in row["signatures"]:
        person = people.named(given["person"])
        signature = signing.sign(
            person=person,
            version=edition,
            organization=network.named(given["organization"]),
            role=given["role"],
        )
        if "withdrawn" in given:
            signing.withdraw(
                person=person, signature=signature, reason=given["withdrawn"]
            )


def _review(document: Document, steward: Any, row: dict[str, Any]) -> None:
    members = document.alliance.memberships.active().for_list()
    round_ = reviewing.open_round(
        steward=steward,
        document=document,
        due_at=days(row["days"]),
        organizations=[membership.organization for membership in members],
        request=row["request"],
    )
    for answer in row["answers"]:
        organization = network.named(answer["organization"])
        reviewing.answer(
            person=people.named(answer["person"]),
            review=round_.reviews.get(organization=organization),
            state=answer["state"],
            words=answer["words"],
        )


def _move_back(document: Document, days_ago: float) -> None:
    then = days(-days_ago)
    Document.objects.filter(pk=document.pk).update(created_at=then, changed_at=then)
    Section.objects.filter(document=document).update(edited_at=then)
    editions = document.versions.all()
    editions.update(made_at=then)
    editions.exclude(published_at=None).update(published_at=then)
    given = Signature.objects.filter(version__document=document)
    given.update(signed_at=then + timedelta(hours=5))
    given.exclude(withdrawn_at=None).update(withdrawn_at=then + timedelta(days=3))
    said = Comment.objects.filter(section__document=document)
    said.update(created_at=then)
    said.exclude(edited_at=None).update(edited_at=then + timedelta(hours=3))
