"""Answering in a topic by e-mail: `forum.topic:12:post:345`."""

from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import Refused
from forum.actions import topics
from forum.models import Topic
from forum.names import pseudonym_in
from notices.answers import takes_answers


@takes_answers("forum.topic")
def take(person: User, rest: str, text: str) -> str:
    """By the rules of the page; what was said meanwhile changes nothing."""
    number, _word, answered = rest.partition(":post:")
    topic = Topic.objects.going_on_from(int(number), person)
    if topic is None:
        raise Refused(
            _(
                "Topik ini sudah dihapus, sedang diperiksa moderator, atau tidak lagi"
                " terbuka bagi Anda. Balasan Anda tidak diterbitkan."
            )
        )
    if masked := pseudonym_in(topic.forum, person):
        raise Refused(
            _(
                "Di forum ini Anda menulis sebagai %(name)s, sedangkan e-mail sering"
                " membawa nama dan tanda tangan Anda. Karena itu balasan Anda tidak"
                " diterbitkan; tulislah di halaman topiknya."
            )
            % {"name": masked.name}
        )
    standing = topic.posts.filter(approved=True, deleted_at=None)
    reply_to = standing.filter(pk=answered or None).first()
    post = topics.reply(author=person, topic=topic, body=text, reply_to=reply_to)
    return str(post.get_absolute_url())
