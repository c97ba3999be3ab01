"""Topics and posts."""

from machina.apps.forum_conversation.apps import (
    ForumConversationAppConfig as MachinaConfig,
)


class ForumConversationAppConfig(MachinaConfig):
    name = "forum.machina_ext.forum_conversation"
    default_auto_field = "django.db.models.AutoField"
