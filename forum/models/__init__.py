"""Forums, topics and posts (machina's, overridden), and what keeps them healthy."""

from forum.machina_ext.forum.models import Forum
from forum.machina_ext.forum_conversation.forum_polls.models import (
    TopicPoll,
    TopicPollOption,
    TopicPollVote,
    ballot_of,
    votes_of,
)
from forum.machina_ext.forum_conversation.models import (
    MOST_ON_ONE_PAGE,
    POSTS_ON_A_PAGE,
    TOPICS_ON_A_PAGE,
    Post,
    Topic,
    shown_html,
)
from forum.machina_ext.forum_tracking.models import ForumReadTrack, TopicReadTrack
from forum.models.attachment import Attachment
from forum.models.draft import Draft
from forum.models.flag import Flag
from forum.models.follow import Follow
from forum.models.origin import Origin
from forum.models.pseudonym import Pseudonym
from forum.models.reaction import Reaction
from forum.models.revision import Revision
from forum.models.suspension import Suspension
from forum.models.tag import Tag
from forum.models.untold import Untold

__all__ = [
    "MOST_ON_ONE_PAGE",
    "POSTS_ON_A_PAGE",
    "TOPICS_ON_A_PAGE",
    "Attachment",
    "Draft",
    "Flag",
    "Follow",
    "Forum",
    "ForumReadTrack",
    "Origin",
    "Post",
    "Pseudonym",
    "Reaction",
    "Revision",
    "Suspension",
    "Tag",
    "Topic",
    "TopicPoll",
    "TopicPollOption",
    "TopicPollVote",
    "TopicReadTrack",
    "Untold",
    "ballot_of",
    "shown_html",
    "votes_of",
]
