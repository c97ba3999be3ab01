"""Machina's admin of these models."""

from machina.apps.forum.admin import *  # noqa: F403
