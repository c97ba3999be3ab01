"""What a part of a crowd is still to be told."""

from django.db import models

from notices.untold import UntoldModel


class Untold(UntoldModel):
    """One thing to tell so many people, each in their own language."""

    # Keys of people.
    people = models.JSONField()
    # A title and a text in each of the site's languages.
    words = models.JSONField()
    kind = models.CharField(max_length=40)
    url = models.CharField(max_length=500)
    key = models.CharField(max_length=200)
    how = models.CharField(max_length=12, blank=True)
    about = models.CharField(max_length=120, blank=True)
    again = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.key}: {len(self.people)}"
