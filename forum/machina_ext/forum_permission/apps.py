"""Rights: machina's models, our checker and handler."""

from machina.apps.forum_permission.apps import (
    ForumPermissionAppConfig as MachinaConfig,
)


class ForumPermissionAppConfig(MachinaConfig):
    default_auto_field = "django.db.models.AutoField"
