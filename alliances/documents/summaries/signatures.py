"""Who stands under a document: the last word of each organisation."""

from collections import Counter
from dataclasses import dataclass

from alliances.documents.models import Document, Signature, Version


@dataclass(frozen=True)
class Name:
    """One organisation; `edition` is the text that it put its name under."""

    signature: Signature
    edition: int
    is_current: bool

    @property
    def is_withdrawn(self) -> bool:
        return self.signature.withdrawn_at is not None


@dataclass(frozen=True)
class Signatories:
    """By province, and counted by kind. Only what stands is counted."""

    provinces: list[tuple[str, list[Name]]]
    kinds: list[tuple[str, int]]
    confirmed: int
    unconfirmed: int
    withdrawn: list[Name]

    @property
    def total(self) -> int:
        return self.confirmed + self.unconfirmed


def signatories(document: Document, version: Version | None) -> Signatories:
    """As they stand to `version`, the edition that is read; one query."""
    edition = (version.edition if version else None) or 0
    given = Signature.objects.filter(
        version__document=document, version__edition__lte=edition
    )
    last: dict[int, Signature] = {}
    for signature in (
        given.for_list()
        .order_by(
            "organization__regency__province__name",
            "organization__name",
            "version__edition",
        )
        .defer("version__content")
    ):
        last[signature.organization_id] = signature
    names = [
        Name(one, one.version.edition or 0, one.version.edition == edition)
        for one in last.values()
    ]
    standing = [name for name in names if not name.is_withdrawn]
    provinces: dict[str, list[Name]] = {}
    for name in standing:
        province = name.signature.organization.regency.province.name
        provinces.setdefault(province, []).append(name)
    kinds = Counter(
        str(name.signature.organization.get_kind_display()) for name in standing
    )
    confirmed = sum(name.is_current for name in standing)
    return Signatories(
        provinces=list(provinces.items()),
        kinds=kinds.most_common(),
        confirmed=confirmed,
        unconfirmed=len(standing) - confirmed,
        withdrawn=[name for name in names if name.is_withdrawn],
    )
