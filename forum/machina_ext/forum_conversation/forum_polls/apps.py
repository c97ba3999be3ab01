"""Polls: machina's models, none of its pages."""

from machina.apps.forum_conversation.forum_polls.apps import (
    ForumPollsAppConfig as MachinaConfig,
)


class ForumPollsAppConfig(MachinaConfig):
    default_auto_field = "django.db.models.AutoField"
