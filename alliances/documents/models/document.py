"""Documents: what an alliance writes together, and who may see it."""

from typing import Any, NamedTuple, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances.belonging import belongs
from alliances.models import SOCIETY, Alliance
from network.models import Organization


class Face(NamedTuple):
    """What everyone may know of a document: of a published one, as it was published."""

    kind: str
    title: str
    summary: str

    def get_kind_display(self) -> str:
        return str(Document.Kind(self.kind).label)


class DocumentQuerySet(models.QuerySet["Document"]):
    def published(self) -> Self:
        return self.filter(published__isnull=False)

    def open_to(self, user: User | AnonymousUser) -> Self:
        """Those whose working text the reader sees: people of member organisations,
        as the document's circle allows, and stewards.
        """
        if not user.is_authenticated:
            return self.none()
        everyone = Q(circle=Document.Circle.MEMBERS) & belongs(user)
        return self.filter(everyone | belongs(user, kinds=SOCIETY))

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What is published is public; drafts are for who works on them."""
        inside = self.open_to(user).values("pk")
        return self.filter(Q(published__isnull=False) | Q(pk__in=inside))

    def signable_by(self, user: User) -> Self:
        """And those that an organisation of theirs signed: one that has left its
        alliance can still take its name back.
        """
        own = Organization.objects.listed().edited_by(user)
        signed = Document.objects.filter(versions__signatures__organization__in=own)
        seen = Document.objects.visible_to(user)
        return self.filter(Q(pk__in=seen.values("pk")) | Q(pk__in=signed.values("pk")))

    def of_kind(self, kind: str) -> Self:
        """As everyone reads them."""
        return self.filter(
            Q(published=None, kind=kind) | Q(published__content__kind=kind)
        )

    def for_list(self) -> Self:
        """The faces of published ones come without their whole texts."""
        content = "published__content"
        parts = {name: KeyTextTransform(name, content) for name in Face._fields}
        standing = Q(
            published__signatures__withdrawn_at=None,
            published__signatures__isnull=False,
        )
        return (
            self.select_related("alliance", "published")
            .defer("published__content")
            .annotate(
                shown=JSONObject(**parts),
                signed=Count("published__signatures", filter=standing),
            )
        )


class Document(models.Model):
    """A text of an alliance (glossary: naskah), made of ordered sections."""

    class Kind(models.TextChoices):
        PAPER = "paper", _("Makalah kebijakan")
        BRIEF = "brief", _("Ringkasan kebijakan")
        RECOMMENDATION = "recommendation", _("Rekomendasi")
        CONTINGENCY = "contingency", _("Rencana kontingensi")
        STRATEGY = "strategy", _("Rencana strategis")
        POSITION = "position", _("Pernyataan sikap")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draf")
        REVIEW = "review", _("Ditinjau")
        SIGNING = "signing", _("Menunggu tanda tangan")
        PUBLISHED = "published", _("Terbit")

    class Circle(models.TextChoices):
        MEMBERS = "members", _("Semua anggota aliansi")
        SOCIETY = "society", _("Masyarakat sipil saja, sampai terbit")

    alliance = models.ForeignKey(
        Alliance, on_delete=models.CASCADE, related_name="documents"
    )
    slug = models.SlugField(max_length=90)
    kind = models.CharField(_("jenis"), max_length=14, choices=Kind)
    title = models.CharField(_("judul"), max_length=160)
    summary = models.CharField(_("ringkasan"), max_length=300, blank=True)
    circle = models.CharField(
        _("siapa yang menulis"),
        max_length=7,
        choices=Circle,
        default=Circle.MEMBERS,
    )
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    # The version that the public reads, and the last one that names are put under.
    published = models.ForeignKey(
        "documents.Version",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    edition = models.ForeignKey(
        "documents.Version",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now_add=True)

    # Only after for_list():
    shown: dict[str, Any]
    signed: int

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("naskah")
        verbose_name_plural = _("naskah")
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "slug"], name="documents_document_slug_once"
            )
        ]

    def __str__(self) -> str:
        """As everyone may read it: links from elsewhere are labelled by it."""
        return self.face.title

    def get_absolute_url(self) -> str:
        return self._url("document")

    def _url(self, name: str) -> str:
        return reverse(f"documents:{name}", args=[self.alliance.slug, self.slug])

    @property
    def workshop_url(self) -> str:
        return self._url("workshop")

    @property
    def address(self) -> str:
        """Whole, for what leaves the site: cards, papers, shared links."""
        return f"{settings.PORTAL_URL}{self.get_absolute_url()}"

    def is_visible_to(self, user: User | AnonymousUser) -> bool:
        return Document.objects.visible_to(user).filter(pk=self.pk).exists()

    @property
    def is_published(self) -> bool:
        return self.published_id is not None

    @property
    def face(self) -> Face:
        if self.published is None:
            return Face(self.kind, self.title, self.summary)
        known = self.__dict__.get("shown") or self.published.content
        return Face(*(known[name] for name in Face._fields))
