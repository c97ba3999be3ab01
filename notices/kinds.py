"""Kinds of news, in the groups that a person chooses by.

The kind of a notice is a word of the app that tells it: `forum.reply`. The longest
beginning listed here says which group it belongs to.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from notices.models import Channel, How

Wish = Literal["now", "digest", "inbox"] | None


@dataclass(frozen=True)
class Group:
    """News of one sort; `urgent` news is mailed at once whatever was chosen."""

    name: str
    title: str | Promise
    text: str | Promise
    kinds: tuple[str, ...]
    email: How = How.NOW
    push: How = How.NOW
    urgent: bool = False

    def usual(self, channel: str) -> How:
        """What holds for who has chosen nothing."""
        if channel == Channel.EMAIL:
            return self.email
        return self.push if channel == Channel.PUSH else How.NONE

    def holds(self) -> Q:
        """Which notices are of this group, and of none that is nearer to them."""
        nearer = [k for k in _BY_KIND if k not in self.kinds and self._begins(k)]
        return _any_of(self.kinds) & ~_any_of(nearer)

    def _begins(self, kind: str) -> bool:
        return any(kind.startswith(f"{own}.") for own in self.kinds)


def _any_of(kinds: Iterable[str]) -> Q:
    found = Q(pk__in=[])
    for kind in kinds:
        found |= Q(kind=kind) | Q(kind__startswith=f"{kind}.")
    return found


GROUPS = (
    Group(
        "mentions",
        _("Nama Anda disebut"),
        _("Seseorang menyebut Anda atau organisasi Anda di forum atau ruang."),
        ("forum.mention", "alliances.mention"),
        email=How.WEEKLY,
    ),
    Group(
        "replies",
        _("Balasan untuk Anda"),
        _(
            "Jawaban di topik yang Anda mulai atau ikut bicarakan. Selama Anda belum"
            " kembali ke topiknya, paling sering sekali sejam."
        ),
        ("forum.reply",),
        email=How.WEEKLY,
    ),
    Group(
        "following",
        _("Yang Anda ikuti"),
        _("Topik dan balasan baru di forum, tagar, dan orang yang Anda ikuti."),
        ("forum",),
        email=How.WEEKLY,
        push=How.NONE,
    ),
    Group(
        "webinars",
        _("Webinar"),
        _("Pendaftaran, pengingat, perubahan jadwal, dan rekamannya."),
        ("webinar",),
    ),
    Group(
        "courses",
        _("Kelas"),
        _("Pendaftaran, tugas, penilaian, sertifikat, dan sapaan fasilitator."),
        ("courses",),
    ),
    Group(
        "worksheets",
        _("Lembar kerja dan inisiatif"),
        _("Catatan mentor, dan perjalanan inisiatif Anda di lokadaya.com."),
        ("worksheet", "initiative"),
    ),
    Group(
        "alliances",
        _("Aliansi"),
        _("Pesan, keputusan, dan dokumen di aliansi Anda."),
        ("alliances",),
        email=How.WEEKLY,
        push=How.NONE,
    ),
    Group(
        "organizations",
        _("Organisasi dan keanggotaan"),
        _("Permohonan, undangan, dan keputusan tentang organisasi Anda."),
        ("network", "alliances.membership", "alliances.invitation"),
    ),
    Group(
        "account",
        _("Akun dan keamanan"),
        _("Salinan data, penghapusan akun, dan keputusan moderator tentang Anda."),
        ("accounts", "forum.moderation"),
        urgent=True,
    ),
)
BY_NAME = {group.name: group for group in GROUPS}
_BY_KIND = {kind: group for group in GROUPS for kind in group.kinds}
# What no app has sorted is heard of with what one follows.
OTHER = BY_NAME["following"]


def group_of(kind: str) -> Group:
    while kind:
        if kind in _BY_KIND:
            return _BY_KIND[kind]
        kind = kind.rpartition(".")[0]
    return OTHER


def settled(group: Group, channel: str, chosen: str | None, how: Wish) -> How:
    """How news reaches a person: by their choice, where the teller leaves it to them.

    Who tells may hurry what is usually gathered, or gather what is usually hurried;
    a person's "none" stands against both, except for what is urgent.
    """
    if group.urgent and channel == Channel.EMAIL:
        return How.NOW
    own = How(chosen) if chosen else group.usual(channel)
    if how == "inbox" or chosen == How.NONE:
        return How.NONE
    if how == "digest":
        return _gathered(own, group) if channel == Channel.EMAIL else How.NONE
    return How.NOW if how == "now" and channel == Channel.EMAIL else own


def _gathered(own: How, group: Group) -> How:
    """The rhythm of digests that was chosen, else the group's, else weekly."""
    gathering = (How.DAILY, How.WEEKLY)
    return next((how for how in (own, group.email) if how in gathering), How.WEEKLY)
