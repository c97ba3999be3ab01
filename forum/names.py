"""What to call who wrote something: by name, by pseudonym, or when they are gone."""

from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from accounts.models import User
from forum.models import Forum, Post, Pseudonym, Topic


class Author(NamedTuple):
    """Who wrote it, as far as readers may know.

    A pseudonym has no place, no page and nothing else that could be followed.
    """

    name: str
    organization: str = ""
    regency: str = ""
    is_pseudonym: bool = False
    is_viewer: bool = False

    @property
    def place(self) -> str:
        return ", ".join(filter(None, (self.organization, self.regency)))


def shown_author(
    written: Post | Topic | None, viewer: User | AnonymousUser | None = None
) -> Author:
    """Ask nothing that the pages' questions did not bring along.

    They are `for_list` and `for_topic_page`. Only `is_viewer` differs from reader to
    reader; moderators see the pseudonym too, and look behind it on a page that says so.
    """
    if written is None:
        return Author(gone())
    is_viewer = viewer is not None and written.is_by(viewer)
    if written.pseudonym is not None:
        name = written.pseudonym.name
        return Author(name, is_pseudonym=True, is_viewer=is_viewer)
    if written.poster_id is None:
        return Author(gone())
    name, regency = written.told
    organization = getattr(written, "organization_name", None) or ""
    return Author(name, organization, regency, is_viewer=is_viewer)


def pseudonym_in(forum: Forum, person: User) -> Pseudonym | None:
    """The name that the person chose there, where the forum lets them."""
    if not forum.allows_pseudonyms:
        return None
    return Pseudonym.objects.filter(forum=forum).of(person).first()


def name_in(forum: Forum, user: User | AnonymousUser) -> str:
    """Under which name the person would write there."""
    if not user.is_authenticated:
        return ""
    chosen = pseudonym_in(forum, user)
    return chosen.name if chosen else user.name


def gone() -> str:
    return _("Anggota yang sudah pergi")
