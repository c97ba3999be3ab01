"""Machina's own migrations, from where it is installed, and after them ours."""

from machina.apps.forum_conversation.forum_polls import migrations as machina

__path__ += machina.__path__
