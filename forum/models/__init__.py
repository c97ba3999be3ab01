"""Forums, topics and posts (machina's, overridden), and where topics came from."""

from forum.machina_ext.forum.models import Forum
from forum.machina_ext.forum_conversation.models import (
    POSTS_ON_A_PAGE,
    TOPICS_ON_A_PAGE,
    Post,
    Topic,
)
from forum.machina_ext.forum_tracking.models import ForumReadTrack, TopicReadTrack
from forum.models.origin import Origin

__all__ = [
    "POSTS_ON_A_PAGE",
    "TOPICS_ON_A_PAGE",
    "Forum",
    "ForumReadTrack",
    "Origin",
    "Post",
    "Topic",
    "TopicReadTrack",
]
