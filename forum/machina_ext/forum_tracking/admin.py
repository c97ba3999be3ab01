"""Machina's admin of these models."""

from machina.apps.forum_tracking.admin import *  # noqa: F403
