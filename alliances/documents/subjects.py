"""A document as what a musyawarah is about: the version meant, and the newest."""

from collections.abc import Collection
from urllib.parse import urlencode

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from alliances.documents.actions import shelf, versions
from alliances.documents.models import Document
from alliances.documents.permissions import can_write
from alliances.subjects import Meant
from common.decisions import Refused


@transaction.atomic
def fix(document: Document, person: User) -> int:
    """Who writes it means the text of this moment; who does not, the published one."""
    document = shelf.locked(document)
    if can_write(person, document):
        return versions.settled(document, person, _("Untuk dimusyawarahkan")).number
    if document.published is None:
        raise Refused(_("Naskah ini tidak terbuka bagi Anda."))
    return document.published.number


def find(
    document: Document, numbers: Collection[int], reader: User
) -> dict[int, Meant]:
    """Two queries: everybody reads what was published, who writes it all the others."""
    seen = document.versions.for_list()
    if not can_write(reader, document):
        seen = seen.filter(published_at__isnull=False)
    newest = seen.values("number")[:1]
    rows = list(seen.filter(Q(number__in=numbers) | Q(number=newest)))
    found = {}
    for row in rows:
        differs = row.digest != rows[0].digest
        between = urlencode({"dari": row.number, "ke": rows[0].number})
        compare = f"{document.get_absolute_url()}versi/banding/?{between}"
        found[row.number] = Meant(
            label=row.label,
            at=row.made_at,
            url=row.get_absolute_url(),
            changes_url=compare if differs else "",
        )
    return found
