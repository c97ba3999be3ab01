"""Our side of the forums; machina's own apps are set up in `machina_ext`."""

from django.apps import AppConfig


class ForumConfig(AppConfig):
    name = "forum"
    # The label `forum` is taken by machina's tree of forums.
    label = "cop"
    verbose_name = "Forum"

    def ready(self) -> None:
        from forum import answers, sectors, standing  # noqa: F401
