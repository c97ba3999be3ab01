"""What the library knows of a person: what they put into it, never what they took."""

from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy

from accounts.models import User
from common.personal import Chapter, Known, offer, rows
from library.models import Item


def tell(person: User) -> Known:
    items = Item.objects.filter(added_by=person).order_by("added_at", "pk")
    return {
        "isi pustaka yang ditambahkan": rows(
            items,
            judul="title",
            ringkasan="summary",
            penulis="authors",
            status="status",
            ditambahkan="added_at",
        )
    }


def forget(person: User) -> None:
    """What is published stays for those who cite it; a draft was theirs alone."""
    mine = Item.objects.filter(added_by=person)
    for draft in mine.filter(status=Item.Status.DRAFT):
        if draft.file:
            name = str(draft.file.name)
            transaction.on_commit(partial(draft.file.storage.delete, name))
        draft.delete()
    mine.update(added_by=None)


offer(Chapter("pustaka", gettext_lazy("Isi pustaka yang Anda tambahkan"), tell, forget))
