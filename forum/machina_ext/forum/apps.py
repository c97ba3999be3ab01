"""The tree of forums."""

from machina.apps.forum.apps import ForumAppConfig as MachinaConfig


class ForumAppConfig(MachinaConfig):
    name = "forum.machina_ext.forum"
    default_auto_field = "django.db.models.AutoField"
