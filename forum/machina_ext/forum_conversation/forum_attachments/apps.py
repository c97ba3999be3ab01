"""Attachments: machina's models, none of its pages."""

from machina.apps.forum_conversation.forum_attachments.apps import (
    ForumAttachmentsAppConfig as MachinaConfig,
)


class ForumAttachmentsAppConfig(MachinaConfig):
    default_auto_field = "django.db.models.AutoField"
