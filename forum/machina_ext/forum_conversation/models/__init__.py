"""Topics and posts: machina's, kept when the person who wrote them leaves."""

from forum.machina_ext.forum_conversation.models.post import POSTS_ON_A_PAGE, Post
from forum.machina_ext.forum_conversation.models.topic import (
    MOST_ON_ONE_PAGE,
    TOPICS_ON_A_PAGE,
    Topic,
)
from forum.machina_ext.forum_conversation.models.words import shown_html
from forum.machina_ext.forum_conversation.models.written import written_by

__all__ = [
    "MOST_ON_ONE_PAGE",
    "POSTS_ON_A_PAGE",
    "TOPICS_ON_A_PAGE",
    "Post",
    "Topic",
    "shown_html",
    "written_by",
]
