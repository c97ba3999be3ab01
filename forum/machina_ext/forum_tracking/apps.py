"""Reading marks."""

from machina.apps.forum_tracking.apps import ForumTrackingAppConfig as MachinaConfig


class ForumTrackingAppConfig(MachinaConfig):
    name = "forum.machina_ext.forum_tracking"
    default_auto_field = "django.db.models.AutoField"
