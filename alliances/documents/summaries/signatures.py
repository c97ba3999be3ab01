"""Who stands under a document: the last word of each organisation."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet

from alliances.documents.models import Document, Signature, Version
from network.models import Organization


@dataclass(frozen=True)
class Name:
    """One organisation; `edition` is the text that it put its name under."""

    signature: Signature
    edition: int
    is_current: bool
    is_member: bool

    @property
    def is_withdrawn(self) -> bool:
        return self.signature.withdrawn_at is not None


@dataclass(frozen=True)
class Signatories:
    """By province; and counted by kind, those who put it under this very text."""

    provinces: list[tuple[str, list[Name]]]
    kinds: list[tuple[str, int]]
    confirmed: int
    unconfirmed: int
    withdrawn: list[Name]


def signatories(document: Document, version: Version | None) -> Signatories:
    """As they stand to `version`, the edition that is read; one query."""
    edition = (version.edition if version else None) or 0
    given = Signature.objects.filter(
        version__document=document, version__edition__lte=edition
    )
    rows = given.with_staying(document.alliance).for_list()
    names = [
        Name(
            one,
            edition=one.version.edition or 0,
            is_current=one.version.edition == edition,
            is_member=one.stays,
        )
        for one in _last(rows.defer("version__content"))
    ]
    standing = [name for name in names if not name.is_withdrawn]
    provinces: dict[str, list[Name]] = {}
    for name in standing:
        province = name.signature.organization.regency.province.name
        provinces.setdefault(province, []).append(name)
    kinds = Counter(
        str(name.signature.organization.get_kind_display())
        for name in standing
        if name.is_current
    )
    confirmed = sum(name.is_current for name in standing)
    return Signatories(
        provinces=list(provinces.items()),
        kinds=kinds.most_common(),
        confirmed=confirmed,
        unconfirmed=len(standing) - confirmed,
        withdrawn=[name for name in names if name.is_withdrawn],
    )


def given_by(
    organizations: QuerySet[Organization], document: Document
) -> list[Signature]:
    """The last word of each of these organisations, whoever may read what it is to."""
    given = Signature.objects.filter(version__document=document)
    return _last(given.filter(organization__in=organizations).for_list())


def _last(given: QuerySet[Signature]) -> list[Signature]:
    last: dict[int, Signature] = {}
    for signature in given.order_by(
        "organization__regency__province__name",
        "organization__name",
        "version__edition",
    ):
        last[signature.organization_id] = signature
    return list(last.values())
