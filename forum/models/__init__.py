"""Forums, topics and posts (machina's, overridden), and what keeps them healthy."""

from forum.machina_ext.forum.models import Forum
from forum.machina_ext.forum_conversation.models import (
    POSTS_ON_A_PAGE,
    TOPICS_ON_A_PAGE,
    Post,
    Topic,
)
from forum.machina_ext.forum_tracking.models import ForumReadTrack, TopicReadTrack
from forum.models.flag import Flag
from forum.models.origin import Origin
from forum.models.pseudonym import Pseudonym
from forum.models.suspension import Suspension

__all__ = [
    "POSTS_ON_A_PAGE",
    "TOPICS_ON_A_PAGE",
    "Flag",
    "Forum",
    "ForumReadTrack",
    "Origin",
    "Post",
    "Pseudonym",
    "Suspension",
    "Topic",
    "TopicReadTrack",
]
