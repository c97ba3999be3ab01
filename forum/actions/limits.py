"""How much one person may write: less at first, more with good conduct."""

import re
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import YES, Decision, Refused, no, require
from forum.addresses import names_address, number_in
from forum.mentions import found_in
from forum.models import Flag, Forum, Post
from forum.permissions import can_moderate
from forum.trust import Trust, trust_of

MENTION = re.compile(r"(?<![\w@/.])@\w")
# Shorter ones ("Terima kasih banyak, Bu!") are said twice by honest people.
SHORTEST_DUPLICATE = 60
# More than anybody may name.
MOST_EVER_NAMED = 200
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Room:
    """The most that one person may do."""

    posts_an_hour: int
    posts_a_day: int
    links: int
    mentions: int
    files: int
    flags_an_hour: int


ROOM = {
    Trust.NEWCOMER: Room(
        posts_an_hour=20,
        posts_a_day=40,
        links=2,
        mentions=5,
        files=2,
        flags_an_hour=10,
    ),
    Trust.MEMBER: Room(
        posts_an_hour=60,
        posts_a_day=200,
        links=20,
        mentions=20,
        files=6,
        flags_an_hour=30,
    ),
    Trust.TRUSTED: Room(
        posts_an_hour=120,
        posts_a_day=500,
        links=50,
        mentions=30,
        files=10,
        flags_an_hour=60,
    ),
}


def require_room_for(*, author: User, forum: Forum, body: str, files: int = 0) -> None:
    """Raise `Refused` with one sentence when this would be too much. Asked by every
    action that writes a post, inside its transaction.

    The author is locked to the end of it: two posts sent at once are counted one after
    the other.
    """
    _one_at_a_time(author)
    trust = trust_of(author)
    require(_has_a_fair_size(body, files, ROOM[trust]))
    require(_comes_at_a_fair_pace(author, ROOM[trust]))
    standing = Post.objects.by(author).filter(deleted_at=None)
    recent = standing.filter(created__gt=timezone.now() - DAY)
    if trust is not Trust.NEWCOMER:
        # Who is known may bring the same news to several forums.
        recent = recent.filter(topic__forum=forum)
    require(_is_new(body, recent))


def require_room_for_edit(*, author: User, post: Post, body: str) -> None:
    """The same for new words in a post that is there already. Whom it names is counted
    over all that it ever said: each of them was told.
    """
    _one_at_a_time(author)
    room = ROOM[trust_of(author)]
    require(_has_a_fair_size(body, 0, room))
    require(_comes_at_a_fair_pace(author, room))
    if MENTION.search(body):
        earlier = post.revisions.values_list("body", flat=True)
        said = "\n".join([body, post.content.raw, *earlier])
        if len(found_in(said, post.topic, most=MOST_EVER_NAMED)) > room.mentions:
            require(_too_many_names(room))


def require_no_address(*words: str) -> None:
    """Raise `Refused` where a title, a tag or a poll leads away: they stand in lists
    and mails, where nobody looks first. Addresses are counted in the text alone.
    """
    if any(map(names_address, words)):
        require(
            no(
                _(
                    "Judul, label, dan jajak pendapat tidak memuat alamat web. Tulis"
                    " alamatnya di isi tulisan."
                )
            )
        )


def _one_at_a_time(author: User) -> None:
    with connection.cursor() as cursor:
        key = f"forum.author:{author.pk}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [key])


def require_room_for_files(*, author: User, files: int) -> None:
    """The same for what comes to a post that is there already."""
    room = ROOM[trust_of(author)]
    if files > room.files:
        require(_too_many_files(room))


def require_room_for_flag(*, reader: User, forum: Forum) -> None:
    """The same for a flag; who looks after the forum has no limit there."""
    if can_moderate(reader, forum):
        return
    _one_at_a_time(reader)
    lately = Flag.objects.filter(
        person=reader, created_at__gt=timezone.now() - HOUR
    ).count()
    if lately >= ROOM[trust_of(reader)].flags_an_hour:
        raise Refused(
            _(
                "Anda sudah mengirim banyak laporan, terima kasih. Moderator"
                " memeriksanya satu per satu. Kirim laporan ini lagi satu jam"
                " kemudian."
            )
        )


def _too_many_files(room: Room) -> Decision:
    return no(
        _("Satu tulisan Anda sekarang dapat memuat paling banyak %d berkas.")
        % room.files
    )


def _too_many_names(room: Room) -> Decision:
    return no(
        _(
            "Satu tulisan dapat menyebut paling banyak %d orang, supaya kabarnya"
            " tetap berarti. Sebut yang paling perlu tahu saja."
        )
        % room.mentions
    )


def _has_a_fair_size(body: str, files: int, room: Room) -> Decision:
    if len(body) > settings.MACHINA_POST_CONTENT_MAX_LENGTH:
        return no(_("Tulisan ini terlalu panjang. Bagilah menjadi beberapa tulisan."))
    if files > room.files:
        return _too_many_files(room)
    if len(MENTION.findall(body)) > room.mentions:
        return _too_many_names(room)
    if number_in(body) > room.links:
        return no(
            _(
                "Tulisan Anda sekarang dapat memuat paling banyak %d tautan. Pilih yang"
                " paling berguna bagi pembaca."
            )
            % room.links
        )
    return YES


def _comes_at_a_fair_pace(author: User, room: Room) -> Decision:
    """What is mended counts as what is written: a post is mended only for a day."""
    now = timezone.now()
    written = list(
        Post.objects.by(author)
        .filter(created__gt=now - DAY)
        .order_by()
        .values_list("created", "updated", "updates_count")[: room.posts_a_day]
    )
    if sum(1 + edits for _created, _updated, edits in written) >= room.posts_a_day:
        return no(
            _(
                "Hari ini Anda sudah menulis banyak, terima kasih. Simpan tulisan ini"
                " dan kirim lagi besok."
            )
        )
    hour = now - HOUR
    lately = sum(
        (made > hour) + edits * (mended > hour) for made, mended, edits in written
    )
    if lately >= room.posts_an_hour:
        return no(
            _(
                "Anda menulis sangat cepat. Beri yang lain kesempatan, lalu kirim"
                " tulisan ini lagi satu jam kemudian."
            )
        )
    return YES


def _is_new(body: str, recent: QuerySet[Post]) -> Decision:
    said = _bare(body)
    if len(said) < SHORTEST_DUPLICATE:
        return YES
    if any(_bare(text) == said for text in recent.values_list("content", flat=True)):
        return no(
            _(
                "Anda sudah mengirim tulisan yang sama. Jika belum dijawab, tambahkan"
                " keterangan baru di topik itu."
            )
        )
    return YES


def _bare(text: str) -> str:
    return " ".join(re.sub(r"\W+", " ", text.casefold()).split())
