"""What a person wrote in the forums; it stays, without their name."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from machina.core.db.models import get_model

from accounts.models import User
from common.files import Family
from common.personal import Attached, Chapter, Known, offer, rows
from forum.actions import attaching, polls, reactions
from forum.models import (
    Attachment,
    Draft,
    Flag,
    Follow,
    ForumReadTrack,
    Post,
    Pseudonym,
    Revision,
    Suspension,
    Topic,
    TopicReadTrack,
    votes_of,
)

UserForumPermission: Any = get_model("forum_permission", "UserForumPermission")


def tell(person: User) -> Known:
    posts = Post.objects.by(person).select_related("topic__forum", "pseudonym")
    return {
        "tulisan di forum": [
            {
                "forum": post.topic.forum.name,
                "topik": _topic_of(post),
                "isi": str(post.content),
                "sebagai": post.pseudonym.name if post.pseudonym else person.name,
                "lampiran": [each["name"] or each["family"] for each in post.attached],
                "ditulis": post.created,
                "diubah": post.updated,
            }
            for post in posts.order_by("created", "pk")
        ],
        "nama samaran": rows(
            Pseudonym.objects.of(person),
            forum="forum__name",
            nama="name",
            sejak="created_at",
        ),
        "laporan Anda": rows(
            Flag.objects.filter(person=person),
            tentang="post__topic__subject",
            sebab="reason",
            keterangan="note",
            dikirim="created_at",
            benar="is_upheld",
        ),
        "penangguhan": rows(
            Suspension.objects.filter(person=person),
            forum="forum__name",
            alasan="reason",
            mulai="starts_at",
            sampai="ends_at",
            dicabut="lifted_at",
            keberatan="appeal",
            jawaban="answer",
        ),
        "draf di forum": rows(
            Draft.objects.of(person).order_by("kept_at"),
            judul="title",
            isi="body",
            selebihnya="beside",
            disimpan="kept_at",
        ),
        "jajak pendapat": rows(
            votes_of(person),
            ditanyakan="poll_option__poll__question",
            dipilih="poll_option__text",
            pada="timestamp",
        ),
        "tanggapan di forum": rows(
            person.reactions.order_by("given_at", "pk"),
            tulisan="post__topic__subject",
            tanggapan="kind",
            diberikan="given_at",
        ),
        "yang diikuti di forum": rows(
            Follow.objects.of(person).order_by("since", "pk"),
            topik="topic__subject",
            forum="forum__name",
            tagar="tag__name",
            orang="author__name",
            cara="level",
            sejak="since",
        ),
        "teks lama tulisan": rows(
            Revision.objects.filter(post__in=Post.objects.by(person)).in_order(),
            isi="body",
            ditulis="written_at",
        ),
    }


def _topic_of(post: Post) -> str:
    """What they called it themselves is theirs, also when nobody else reads it."""
    is_head = post.pk == post.topic.first_post_id
    return str(post.subject if is_head else post.topic.title)


def files(person: User) -> Iterator[Attached]:
    """Pictures as they hang on posts; of other files what came in is told elsewhere."""
    for each in Attachment.objects.by(person).filter(family=Family.PICTURE):
        path = each.path(each.widths[-1]["width"])
        yield Attached(f"{each.post_id}-{each.pk}.webp", partial(_opened, path))


def _opened(path: str) -> Any:
    return default_storage.open(path)


def forget(person: User) -> None:
    """Posts stay for those who answered them: "Anggota yang sudah pergi"."""
    reactions.forget(person=person)
    attaching.forget(person=person)
    polls.forget(person=person)
    # What one wrote once and mended: nobody answered that.
    Revision.objects.filter(post__in=Post.objects.by(person)).delete()
    Post.objects.filter(poster=person).update(poster=None, username=None)
    Pseudonym.objects.of(person).update(person=None)
    Suspension.objects.filter(person=person).delete()
    Flag.objects.filter(person=person).update(person=None, note="")
    Post.objects.filter(updated_by=person).update(updated_by=None)
    Draft.objects.of(person).delete()
    Follow.objects.filter(Q(person=person) | Q(author=person)).delete()
    Topic.objects.filter(poster=person).update(poster=None)
    Topic.subscribers.through.objects.filter(user=person).delete()
    ForumReadTrack.objects.filter(user=person).delete()
    TopicReadTrack.objects.filter(user=person).delete()
    UserForumPermission.objects.filter(user=person).delete()


offer(Chapter("forum", _("Tulisan Anda di forum"), tell, forget, files))
