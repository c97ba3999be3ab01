"""Who is told of what happens to a document."""

import re
from collections.abc import Iterable
from functools import partial

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances import crowds
from alliances.documents.models import (
    Alternative,
    Comment,
    Document,
    Review,
    ReviewRound,
    Signature,
    Version,
)
from alliances.documents.readers import readers
from alliances.hearing import deaf_to
from network.models import Membership, Organization
from notices.actions import rewording, telling

KIND = "alliances.document"
MENTION = "alliances.mention"
EXCERPT = 300
_tell = partial(crowds.tell, kind=KIND)


def of_alternative(alternative: Alternative) -> None:
    """Whose words stand beside, and whose stand in the section."""
    section = alternative.section
    people = {alternative.author_id, section.edited_by_id} - {None}
    _tell(
        User.objects.filter(pk__in=people),
        title=_("Versi lain di “%(section)s”"),
        text=_(
            "Dua orang mengubah kalimat yang sama. Pilih, gabungkan, atau sisihkan."
        ),
        named={"section": section.title},
        url=page(section.document, "alternative", alternative.pk),
        key=f"documents.alternative:{alternative.pk}",
    )


def of_comment(comment: Comment) -> None:
    """Who is named, and who wrote in the thread before."""
    root = comment.parent or comment
    document = comment.section.document
    named = _named_in(comment.body, document)
    before = root.replies.filter(pk__lt=comment.pk)
    thread = {root.author_id, *before.values_list("author", flat=True)}
    spoke = {pk for pk in thread if pk} - named
    if comment.author and (named or spoke):
        deaf = deaf_to(comment.author, named | spoke)
        named, spoke = named - deaf, spoke - deaf
    said = {"name": comment.author.name if comment.author else "–"}
    said["title"] = document.title
    for people, kind, title in (
        (named, MENTION, _("%(name)s menyebut Anda di “%(title)s”")),
        (spoke, KIND, _("%(name)s membalas komentar di “%(title)s”")),
    ):
        _tell(
            readers(document).filter(pk__in=people - {comment.author_id or 0}),
            title=title,
            text=comment.body[:EXCERPT],
            named=said,
            url=comment.get_absolute_url(),
            key=_about(comment),
            about=_about(comment),
            kind=kind,
        )


def of_revised_comment(comment: Comment) -> None:
    """Who has yet to read of it reads the new words; who is named now is told."""
    rewording.reword(about=_about(comment), text=comment.body[:EXCERPT])
    of_comment(comment)


def of_comment_taken_back(comment: Comment) -> None:
    telling.retract(about=_about(comment))


def of_resolution(comment: Comment) -> None:
    """To who asked, and who answered: what became of it."""
    document, author = comment.section.document, comment.resolved_by
    assert author is not None
    answers = comment.replies.filter(taken_back_at=None)
    spoke = {comment.author_id, *answers.values_list("author", flat=True)}
    people = {pk for pk in spoke if pk} - {author.pk}
    _tell(
        readers(document).filter(pk__in=people - deaf_to(author, people)),
        title=_("%(name)s menyelesaikan pembicaraan Anda di “%(title)s”"),
        text=comment.resolution,
        named={"name": author.name, "title": document.title},
        url=comment.get_absolute_url(),
        key=f"{_about(comment)}:resolved:{comment.resolved_at}",
    )


def of_signature(signature: Signature) -> None:
    """The stewards count the names."""
    version = signature.version
    _tell(
        _stewards(version.document, besides=signature.person),
        title=_("%(organization)s menandatangani “%(title)s”"),
        text=f"{signature.name}, {signature.role}",
        named={"organization": signature.organization.name, "title": version.title},
        url=page(version.document, "signing"),
        key=f"documents.signature:{signature.pk}",
    )


def of_withdrawal(signature: Signature, person: User, reason: str) -> None:
    """One name less, also under what everyone reads."""
    version = signature.version
    _tell(
        _stewards(version.document, besides=person),
        title=_("%(organization)s menarik tanda tangannya dari “%(title)s”"),
        text=reason,
        named={"organization": signature.organization.name, "title": version.title},
        url=page(version.document, "signing"),
        key=f"documents.signature:{signature.pk}:withdrawn",
    )


def of_round(round_: ReviewRound) -> None:
    _tell(
        _people_of(review.organization_id for review in round_.reviews.all()),
        title=_("Mohon tinjau “%(title)s”"),
        text=_("Bacalah naskahnya, lalu jawab atas nama organisasi Anda."),
        named={"title": round_.document.title},
        url=page(round_.document, "review"),
        key=f"documents.round:{round_.pk}",
    )


def of_waiting_review(review: Review, *, day: str) -> None:
    document = review.round.document
    _tell(
        _insiders(document, _people_of([review.organization_id])),
        title=_("Tinjauan “%(title)s” menunggu jawaban %(organization)s"),
        text=_("Tenggatnya sudah dekat."),
        named={"title": document.title, "organization": review.organization.name},
        url=page(document, "review"),
        key=f"documents.review:{review.pk}:{day}",
    )


def _insiders(document: Document, people: QuerySet[User]) -> QuerySet[User]:
    """Those of them who see what is not published: a title alone tells too much."""
    return people.filter(pk__in=readers(document).values("pk"))


def of_ended_round(round_: ReviewRound) -> None:
    """The stewards decide what comes next."""
    document = round_.document
    _tell(
        User.objects.filter(stewardships__alliance=document.alliance_id),
        title=_("Tenggat tinjauan “%(title)s” sudah lewat"),
        text=_("Baca jawabannya, lalu tutup tinjauan atau beri waktu lagi."),
        named={"title": document.title},
        url=page(document, "review"),
        key=f"documents.round:{round_.pk}:{round_.due_at.isoformat()}",
    )


def of_edition(version: Version) -> None:
    """Members may sign; who signed an older text is asked to look again. Before it is
    published, those who read what is not; after that, who was not told yet.
    """
    document = version.document
    signed = Signature.objects.standing().filter(version__document=document)
    before = set(signed.values_list("organization", flat=True))
    members = document.alliance.memberships.active()
    others = set(members.values_list("organization", flat=True)) - before
    for organizations, title in (
        (before, _("“%(title)s” berubah: mohon konfirmasi tanda tangan")),
        (others, _("“%(title)s” terbuka untuk ditandatangani")),
    ):
        editors = _people_of(organizations, role=Membership.Role.EDITOR)
        _tell(
            editors if version.published_at else _insiders(document, editors),
            title=title,
            text=version.news or _("Bacalah dulu; yang menandatangani pengelolanya."),
            named={"title": version.title},
            url=page(document, "signing"),
            key=f"documents.edition:{version.pk}",
        )


def of_publication(version: Version) -> None:
    document = version.document
    _tell(
        readers(document),
        title=_("“%(title)s” sudah terbit"),
        text=version.news or version.summary,
        named={"title": version.title},
        url=document.get_absolute_url(),
        key=f"documents.published:{version.pk}",
    )


def page(document: Document, name: str, *more: object) -> str:
    arguments = [document.alliance.slug, document.slug, *more]
    return reverse(f"documents:{name}", args=arguments)


def _about(comment: Comment) -> str:
    return f"documents.comment:{comment.pk}"


def _named_in(body: str, document: Document) -> set[int]:
    """The people of the document whose whole name stands after an @."""
    if "@" not in body:
        return set()
    return {
        pk
        for pk, name in readers(document).values_list("pk", "name")
        if re.search(rf"@{re.escape(name)}(?!\w)", body, re.IGNORECASE)
    }


def _stewards(document: Document, *, besides: User | None) -> QuerySet[User]:
    people: QuerySet[User] = User.objects.active()
    people = people.filter(stewardships__alliance=document.alliance_id)
    return people.exclude(pk=besides.pk) if besides else people


def _people_of(organizations: Iterable[int], role: str = "") -> QuerySet[User]:
    chosen = Membership.objects.confirmed().filter(
        organization__in=Organization.objects.filter(pk__in=list(organizations))
    )
    if role:
        chosen = chosen.filter(role=role)
    people: QuerySet[User] = User.objects.active()
    return people.filter(pk__in=chosen.values("person"))
