"""What stays of a webinar on its page: summary, recording, slides."""

from urllib.parse import urlsplit

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.uploads.models import Upload

PLAYABLE = (".mp4", ".m4v", ".webm", ".mp3", ".m4a")


class WebinarRecord(models.Model):
    """Recording and slides lie here as a file, or elsewhere at an address; a file
    stands before an address."""

    recap = models.TextField(_("rangkuman"), blank=True)
    recording = models.URLField(_("rekaman"), max_length=500, blank=True)
    recording_megabytes = models.PositiveSmallIntegerField(null=True, blank=True)
    recording_file = models.ForeignKey(
        Upload, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    slides = models.URLField(_("salindia"), max_length=500, blank=True)
    slides_file = models.ForeignKey(
        Upload, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True

    @property
    def has_something_after(self) -> bool:
        return bool(self.recap or self.has_recording or self.has_slides)

    @property
    def has_recording(self) -> bool:
        return bool(self.recording or self.recording_file_id)

    @property
    def has_slides(self) -> bool:
        return bool(self.slides or self.slides_file_id)

    @property
    def plays_here(self) -> bool:
        """Whether the recording can be played here, and so be known to be watched."""
        if self.recording_file_id:
            return True
        return urlsplit(self.recording).path.lower().endswith(PLAYABLE)

    @property
    def recording_url(self) -> str:
        """Where the recording itself is fetched."""
        if self.recording_file_id:
            return reverse("courses:webinar_recording_file", args=[self.pk])
        return self.recording

    @property
    def recording_size(self) -> int | None:
        if self.recording_file:
            return self.recording_file.size
        megabytes = self.recording_megabytes
        return megabytes * 1_000_000 if megabytes else None

    @property
    def slides_url(self) -> str:
        if self.slides_file_id:
            return reverse("courses:webinar_slides", args=[self.pk])
        return self.slides
