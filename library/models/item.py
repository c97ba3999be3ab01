"""Items: one thing of the library, a file of ours or an address elsewhere."""

import uuid
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import (
    SearchQuery,
    SearchRank,
    SearchVector,
    SearchVectorField,
)
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.models import Province
from network.models import Sector

# Words by their stem; names of people and places as they are written.
WORDS, NAMES = "indonesian", "simple"


def public_files() -> Storage:
    return storages["public"]


def place_of(item: "Item", name: str) -> str:
    """Named after a key nobody guesses, then after the title, for who saves it."""
    suffix = name.rpartition(".")[2]
    return f"pustaka/{uuid.uuid4()}/{slugify(item.title)[:60] or 'berkas'}.{suffix}"


class ItemQuerySet(models.QuerySet["Item"]):
    def published(self) -> Self:
        return self.filter(status=Item.Status.PUBLISHED)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The published are public; a draft is seen by its owner and by staff."""
        if not user.is_authenticated:
            return self.published()
        if user.is_staff:
            return self
        return self.filter(Q(status=Item.Status.PUBLISHED) | Q(added_by=user))

    def matching(
        self,
        *,
        words: str = "",
        kind: str = "",
        sector: Sector | None = None,
        province: Province | None = None,
        capacity: str = "",
    ) -> Self:
        """By every filter that is set. What holds for all regions is in each."""
        found = self.searched(words) if words else self
        if kind:
            found = found.filter(kind=kind)
        if sector:
            found = found.filter(sectors=sector)
        if province:
            tagged = Item.provinces.through.objects.filter(item=models.OuterRef("pk"))
            there = tagged.filter(province=province)
            found = found.filter(models.Exists(there) | ~models.Exists(tagged))
        if capacity:
            found = found.filter(capacities__contains=[capacity])
        return found

    def searched(self, words: str) -> Self:
        """Whole words, the best match first."""
        query = SearchQuery(words, config=WORDS, search_type="websearch")
        query |= SearchQuery(words, config=NAMES, search_type="websearch")
        ranked = self.annotate(rank=SearchRank(F("search"), query))
        return ranked.filter(search=query).order_by("-rank", "-published_at", "-pk")


class Item(models.Model):
    """One thing of the library (glossary: pustaka).

    Without provinces it is meant for all of them. `size` is in bytes; `downloads`
    counts, and remembers nobody.
    """

    class Kind(models.TextChoices):
        RESEARCH = "research", _("Penelitian")
        MODULE = "module", _("Modul")
        SLIDES = "slides", _("Salindia")
        KIT = "kit", _("Perangkat fasilitator")
        POLICY = "policy", _("Naskah kebijakan")
        STORY = "story", _("Cerita")

    class Licence(models.TextChoices):
        BY = "cc-by-4.0", _("CC BY 4.0: boleh dipakai dan diubah, sebut penulisnya")
        BY_SA = "cc-by-sa-4.0", _("CC BY-SA 4.0: seperti CC BY, dengan lisensi sama")
        BY_NC = "cc-by-nc-4.0", _("CC BY-NC 4.0: seperti CC BY, bukan untuk laba")
        PUBLIC = "public-domain", _("Domain publik: bebas dipakai")
        RESERVED = "reserved", _("Hak penulis: minta izin sebelum memperbanyak")

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draf")
        PUBLISHED = "published", _("Terbit")

    kind = models.CharField(_("jenis"), max_length=10, choices=Kind)
    title = models.CharField(_("judul"), max_length=200)
    summary = models.TextField(_("ringkasan"), max_length=1500)
    authors = models.CharField(_("penulis"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(_("tahun"), null=True, blank=True)
    licence = models.CharField(
        _("lisensi"), max_length=20, choices=Licence, default=Licence.BY_SA
    )
    sectors = models.ManyToManyField(Sector, blank=True, related_name="+")
    provinces = models.ManyToManyField(Province, blank=True, related_name="+")
    capacities = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    file = models.FileField(
        _("berkas"),
        storage=public_files,
        upload_to=place_of,
        max_length=200,
        blank=True,
    )
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0)
    address = models.URLField(_("alamat"), max_length=500, blank=True)
    downloads = models.PositiveIntegerField(default=0)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    added_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)
    search = models.GeneratedField(
        expression=SearchVector("title", weight="A", config=WORDS)
        + SearchVector("summary", weight="B", config=WORDS)
        + SearchVector("title", "authors", weight="C", config=NAMES),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    rank: float  # only after searched()

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("isi pustaka")
        verbose_name_plural = _("pustaka")
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(file="", address=""), name="library_item_is_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(published_at__isnull=False),
                name="library_item_published_once",
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], name="library_item_search"),
            models.Index(fields=["status", "-published_at"], name="library_item_new"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("library:item", args=[self.pk])

    def is_visible_to(self, user: User | AnonymousUser) -> bool:
        return Item.objects.visible_to(user).filter(pk=self.pk).exists()

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def icon(self) -> str:
        return ICONS[self.Kind(self.kind)]

    @property
    def format(self) -> str:
        """What the file is, as people call it: PDF, DOCX."""
        return (self.file.name or "").rpartition(".")[2].upper()


ICONS = {
    Item.Kind.RESEARCH: "search",
    Item.Kind.MODULE: "book",
    Item.Kind.SLIDES: "image",
    Item.Kind.KIT: "people",
    Item.Kind.POLICY: "file",
    Item.Kind.STORY: "forum",
}
