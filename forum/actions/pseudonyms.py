"""Choosing another name for one forum, and looking behind it."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from common import journal
from common.decisions import Refused, require
from forum.actions import tellings
from forum.models import Forum, Pseudonym
from forum.permissions import can_choose_pseudonym, can_look_behind, can_use_name


@transaction.atomic
def choose(*, person: User, forum: Forum, name: str) -> Pseudonym:
    """Take a name for everything that the person writes there from now on, once; or
    raise `Refused`. It is not journaled: the journal would say whose it is.
    """
    name = " ".join(name.split())
    require(can_choose_pseudonym(person, forum))
    require(can_use_name(person, forum, name))
    try:
        with transaction.atomic():
            return Pseudonym.objects.create(forum=forum, person=person, name=name)
    except IntegrityError as error:
        # Two people, or two presses, at once.
        raise Refused(_("Nama itu baru saja dipilih. Coba nama lain.")) from error


@transaction.atomic
def look_behind(*, staff: User, pseudonym: Pseudonym, reason: str) -> User:
    """Who it is, for national staff; written down, and told to the person.

    Neither the journal nor anything else keeps the name that was seen.
    """
    pseudonym = Pseudonym.objects.select_for_update().get(pk=pseudonym.pk)
    require(can_look_behind(staff, pseudonym))
    person = pseudonym.person
    if person is None:
        raise Refused(_("Pemilik nama ini sudah pergi."))
    entry = journal.record(
        deed="forum.pseudonym_looked_behind",
        subject=pseudonym,
        actor=staff,
        reason=reason,
        pseudonym=pseudonym.name,
    )
    tellings.tell_each(
        [person],
        kind=tellings.DECISION,
        title=gettext_lazy("Staf nasional melihat siapa di balik nama samaran Anda"),
        text=LOOKED,
        words={"name": pseudonym.name, "reason": reason},
        url=pseudonym.forum.get_absolute_url(),
        key=f"forum.pseudonym:{pseudonym.pk}:{entry.pk}",
        how="now",
    )
    return person


LOOKED = gettext_lazy(
    "Nama samaran: %(name)s. Alasannya: %(reason)s Anggota dan moderator lain tetap"
    " hanya melihat nama samaran Anda."
)
