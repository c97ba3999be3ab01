"""Files that courses were loaded from."""

from django.db import models

from courses.models.activity import Activity
from courses.models.course import Course


class Source(models.Model):
    """What one file of `fixtures/courses` was when loaded, and what it became.

    `file_digest` is of the file, `content_digest` of what the rows said right after
    loading. Rows that now say something else were edited here, and a newer file leaves
    them alone. Without a course it is a file of one that was deleted here, which does
    not come back. `arranged` is the order that an outline asked for last.
    """

    path = models.CharField(max_length=200, unique=True)
    course = models.ForeignKey(
        Course,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="sources",
    )
    activity = models.OneToOneField(
        Activity,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="source",
    )
    file_digest = models.CharField(max_length=64)
    content_digest = models.CharField(max_length=64)
    arranged = models.JSONField(default=list, blank=True)
    loaded_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.path
