"""What people were told; and the names of those who have gone in what others were."""

import re
from typing import Any

from django.db.models import F, Func, Q, TextField, Value
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.personal import GONE
from common import journal
from common.personal import Chapter, Known, Rows, offer, rows
from notices import standing
from notices.models import (
    Choice,
    Device,
    Digest,
    Dispatch,
    IncomingReply,
    Invitation,
    Notice,
    QuietHours,
)


def tell(person: User) -> Known:
    return {
        "kabar": _told(person),
        "ringkasan": rows(
            Digest.objects.filter(person=person).order_by("day", "pk"),
            irama="rhythm",
            hari="day",
            dikirim="sent_at",
        ),
        "pilihan": rows(
            Choice.objects.filter(person=person).order_by("group", "channel"),
            tentang="group",
            lewat="channel",
            kapan="how",
        ),
        "balasan_lewat_e-mail": rows(
            IncomingReply.objects.filter(person=person).order_by("pk"),
            hasil="outcome",
            alamat="url",
            waktu="created_at",
        ),
        "perangkat": rows(
            Device.objects.filter(person=person).order_by("pk"),
            nama="name",
            yang_tampil="shows",
            ditambahkan="added_at",
        ),
        "undangan_yang_dikirim": rows(
            Invitation.objects.filter(invited_by=person).order_by("pk"),
            kepada="contact",
            nama="name",
            waktu="created_at",
        ),
        "jam_tenang": rows(
            QuietHours.objects.filter(person=person), mulai="begins", selesai="ends"
        ),
    }


def _told(person: User) -> Rows:
    """Of what is no longer open to them there is when, and no longer what."""
    told = list(Notice.objects.visible_to(person).order_by("due_at", "pk"))
    standing.mark(told)
    return [
        {
            "judul": each.title if each.stands else "",
            "isi": each.text if each.stands else "",
            "alamat": each.url if each.stands else "",
            "dikabarkan": each.due_at,
            "dibaca": each.read_at,
        }
        for each in told
    ]


def forget(person: User) -> None:
    """Notices to others were written as sentences: the name is taken out of those.

    Two who share a name cannot be told apart there; rather one name too few than one
    too many. A word with a capital after it is part of another, longer name; and a
    name of one word stays, for it may be any word of the language.
    """
    for kept in (Notice, Digest, Choice, Device, QuietHours, IncomingReply):
        kept._default_manager.filter(person=person).delete()
    Invitation.objects.filter(invited_by=person).delete()
    own = [word for word in (person.email, person.phone) if word]
    to_them = Invitation.objects.filter(Q(accepted_by=person) | Q(contact__in=own))
    to_them.delete()
    if not journal.is_distinct(person.name):
        return
    Dispatch.objects.filter(calendar__contains=person.name).update(calendar="")
    named = Notice.objects.filter(
        Q(title__contains=person.name) | Q(text__contains=person.name)
    )
    named.update(
        title=_without(person.name, "title"), text=_without(person.name, "text")
    )


def _without(name: str, field: str) -> Any:
    pattern = rf"\m{re.escape(name)}\M(?! [[:upper:]])"
    return Func(
        F(field),
        Value(pattern),
        Value(GONE),
        Value("g"),
        function="regexp_replace",
        output_field=TextField(),
    )


offer(Chapter("kabar", _("Kabar yang Anda terima"), tell, forget))
