"""Files that courses were loaded from."""

from django.db import models

from courses.models.activity import Activity
from courses.models.course import Course


class Source(models.Model):
    """What one file of `fixtures/courses` was when loaded, and what it became.

    `file_digest` is of the file, `content_digest` of what the rows said right after
    loading. Rows that now say something else were edited here, and a newer file leaves
    them alone.
    """

    path = models.CharField(max_length=200, unique=True)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="sources")
    activity = models.OneToOneField(
        Activity,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="source",
    )
    file_digest = models.CharField(max_length=64)
    content_digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.path
