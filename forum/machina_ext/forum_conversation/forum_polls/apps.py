"""Polls: machina's models with ours on top, none of its pages."""

from machina.apps.forum_conversation.forum_polls.apps import (
    ForumPollsAppConfig as MachinaConfig,
)


class ForumPollsAppConfig(MachinaConfig):
    name = "forum.machina_ext.forum_conversation.forum_polls"
    default_auto_field = "django.db.models.AutoField"
