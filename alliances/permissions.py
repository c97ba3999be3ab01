"""Who may do what in an alliance and in its rooms, and if not, why."""

from collections.abc import Collection

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances.models import Alliance, AllianceMembership, Room, RoomEvent
from alliances.representation import belonging_to, belongs_to, is_official
from common.decisions import YES, Decision, no
from common.files import Family
from network.models import Organization
from network.permissions import can_act_for, can_edit


def can_join(
    user: User | AnonymousUser, alliance: Alliance, organization: Organization
) -> Decision:
    if not user.is_authenticated:
        return no(_("Masuk dulu untuk menggabungkan organisasi Anda."))
    acting = can_act_for(user, organization)
    if not acting:
        return acting
    current = alliance.memberships.current().filter(organization=organization).first()
    if current is None:
        if alliance.openness == Alliance.Openness.INVITATION:
            return no(_("Aliansi ini menerima anggota lewat undangan pengurus."))
        return YES
    if current.state == AllianceMembership.State.INVITED:
        return YES
    if current.state == AllianceMembership.State.REQUESTED:
        return no(_("Permintaan organisasi ini sedang dibaca pengurus."))
    return no(_("Organisasi ini sudah menjadi anggota."))


def can_leave(user: User | AnonymousUser, membership: AllianceMembership) -> Decision:
    """Editors take their organisation out; who asked to join may take that back."""
    if not user.is_authenticated:
        return no(_("Masuk dulu."))
    if membership.state == AllianceMembership.State.ENDED:
        return no(_("Keanggotaan ini sudah berakhir."))
    if (
        membership.state == AllianceMembership.State.REQUESTED
        and membership.requested_by_id == user.pk
    ):
        return YES
    return can_edit(user, membership.organization)


def can_steward(user: User | AnonymousUser, alliance: Alliance) -> Decision:
    if user.is_authenticated and (
        user.is_staff or alliance.stewards.filter(person=user).exists()
    ):
        return YES
    return no(_("Hanya pengurus aliansi yang dapat melakukannya."))


def can_be_steward(person: User, alliance: Alliance) -> Decision:
    """One of the alliance's own people, and not twice."""
    if alliance.stewards.filter(person=person).exists():
        return no(_("Orang ini sudah menjadi pengurus."))
    if not belonging_to(alliance).filter(person=person).exists():
        return no(_("Pengurus dipilih dari orang organisasi anggota aliansi ini."))
    return YES


def can_resign(user: User, alliance: Alliance) -> Decision:
    """An alliance is not left without a steward."""
    if not alliance.stewards.filter(person=user).exists():
        return no(_("Anda bukan pengurus aliansi ini."))
    if not alliance.stewards.exclude(person=user).exists():
        return no(_("Anda pengurus satu-satunya. Tunjuk dulu penggantinya."))
    return YES


def can_write(room: Room) -> Decision:
    """Who may enter may speak, unless the room is archived. One's own words may be
    taken back there, too."""
    if room.is_archived:
        return no(_("Ruang ini sudah diarsipkan: tidak ada lagi yang menulis di sini."))
    return YES


def can_archive(user: User | AnonymousUser, room: Room) -> Decision:
    if room.is_archived:
        return no(_("Ruang ini sudah diarsipkan."))
    return can_steward(user, room.alliance)


def can_reopen(user: User | AnonymousUser, room: Room) -> Decision:
    if not room.is_archived:
        return no(_("Ruang ini sedang terbuka."))
    return can_steward(user, room.alliance)


def can_alter(user: User, message: RoomEvent) -> Decision:
    if not message.is_by(user):
        return no(_("Hanya penulisnya yang dapat menyunting pesan ini."))
    return can_write(message.room)


def can_delete(user: User, message: RoomEvent) -> Decision:
    """One's own words, and as a steward anybody's."""
    if message.is_by(user) or can_steward(user, message.room.alliance):
        return YES
    return no(_("Hanya penulisnya atau pengurus yang dapat menghapus pesan ini."))


def can_judge(user: User | AnonymousUser, message: RoomEvent) -> Decision:
    """What was reported is looked at by who looks after the alliance, but nobody judges
    their own words. They need not be inside the room."""
    if user.is_authenticated and message.is_by(user):
        return no(_("Laporan tentang pesan Anda dilihat orang lain."))
    return can_steward(user, message.room.alliance)


def can_pin(user: User, message: RoomEvent) -> Decision:
    if message.thread_id is not None:
        return no(_("Pesan di dalam utas tidak disematkan; sematkan pesan awalnya."))
    if can_steward(user, message.room.alliance):
        return can_write(message.room)
    return no(_("Hanya pengurus yang dapat menyematkan pesan."))


def can_widen(room: Room, kind: str) -> Decision:
    """What was said among few is not laid open to more by a setting."""
    is_wider = Room.BREADTH.index(kind) > Room.BREADTH.index(room.kind)
    if room.said and is_wider and not {kind, room.kind} <= set(Room.SHARED):
        return no(
            _(
                "Yang sudah dikatakan di ruang ini hanya untuk yang ada di dalamnya."
                " Untuk lebih banyak orang, buka ruang baru."
            )
        )
    return YES


def can_be_for(room: Room, kind: str) -> Decision:
    """A room becomes civil society's own once no official has a seat in it."""
    if kind != Room.Kind.SOCIETY:
        return YES
    for seat in room.seats.active().select_related("person"):
        if is_official(seat.person):
            return no(
                _(
                    "Akhiri dulu undangan %(name)s, yang dari pemerintah atau"
                    " perusahaan: ruang masyarakat sipil tidak terbuka baginya."
                )
                % {"name": seat.person.name}
            )
    return YES


def can_have_seat(person: User, room: Room) -> Decision:
    """What civil society says among itself no official hears by invitation either."""
    if room.kind == Room.Kind.SOCIETY and is_official(person):
        return no(
            _(
                "%(name)s dari pemerintah atau perusahaan, sedangkan ruang ini hanya"
                " untuk masyarakat sipil. Undanglah ke ruang dialog."
            )
            % {"name": person.name}
        )
    if room.seats.active().filter(person=person).exists():
        return no(_("Orang ini sudah diundang ke ruang ini."))
    return YES


def can_make_topic(user: User, room: Room) -> Decision:
    """What is to expire in the room may not live on in a forum, and a guest does not
    read the forum of all members."""
    if room.keeps_days:
        return no(_("Pesan di ruang ini dihapus sesudah waktunya, jadi tetap di sini."))
    if room.kind in Room.SHARED and not belongs_to(user, room.alliance):
        return no(_("Forum aliansi terbuka bagi anggotanya saja, tidak bagi tamu."))
    return can_write(room)


def can_attach(room: Room, families: Collection[str]) -> Decision:
    """Under a pseudonym only pictures, which are made anew: whoever wrote a document
    stands inside it, and a voice is known."""
    if room.masked_as and set(families) - {Family.PICTURE}:
        return no(
            _(
                "Dengan nama samaran hanya gambar yang dapat dilampirkan: berkas lain"
                " menyimpan nama pembuatnya, dan suara dikenali orang."
            )
        )
    return YES


def can_choose_pseudonym(user: User, room: Room) -> Decision:
    if not Room.objects.visible_to(user).filter(pk=room.pk).exists():
        return no(_("Anda tidak lagi menjadi bagian dari ruang ini."))
    if not room.allows_pseudonyms:
        return no(_("Di ruang ini semua berbicara dengan nama sendiri."))
    if room.pseudonyms.of(user).exists():
        return no(_("Anda sudah memilih nama samaran di ruang ini."))
    return can_write(room)


def can_use_name(user: User, room: Room, name: str) -> Decision:
    """Not one's own, not anybody else's, and not one that is taken here."""
    own = {word for word in user.name.casefold().split() if len(word) > 2}
    if own & set(name.casefold().split()):
        return no(_("Nama ini memuat nama Anda sendiri. Pilih yang lain sama sekali."))
    taken = room.pseudonyms.filter(name__iexact=name).exists()
    if taken or User.objects.filter(name__iexact=name).exists():
        return no(_("Nama itu sudah dipakai orang lain. Pilih nama lain."))
    return YES


def can_end_pseudonyms(room: Room) -> Decision:
    """Who spoke under a pseudonym keeps it: they would suddenly stand there by name."""
    if not room.pseudonyms.exists():
        return YES
    return no(
        _(
            "Nama samaran di ruang %(room)s sudah dipakai, jadi tidak dapat dimatikan"
            " lagi: yang memakainya akan tiba-tiba berbicara dengan nama asli."
        )
        % {"room": room.name}
    )


def can_look_behind(user: User | AnonymousUser) -> Decision:
    if user.is_authenticated and user.is_staff:
        return YES
    return no(_("Hanya staf nasional yang dapat melihatnya."))
