"""Campaigns: initiatives of local organisations, on their way to the public."""

import secrets
import uuid
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from common import richtext
from common.models import Regency
from crowdfunding.campaigns.models.need import Need
from crowdfunding.partners.models import Partner
from crowdfunding.people.models import Person

PITCH_LENGTH = 160
# No vowels, so no words; nothing that is read as something else.
SHORT_ID_LETTERS = "bcdfghjkmnpqrstvwxyz23456789"
SHORT_ID_LENGTH = 8


def new_short_id() -> str:
    return "".join(secrets.choice(SHORT_ID_LETTERS) for _n in range(SHORT_ID_LENGTH))


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def public(self) -> Self:
        return self.filter(state__in=Campaign.PUBLIC_STATES)

    def seeking(self) -> Self:
        """Published, so anyone may pledge."""
        return self.filter(state=Campaign.State.PUBLISHED)

    def waiting_for_review(self) -> Self:
        return self.filter(state=Campaign.State.REVIEW)

    def visible_to(self, person: Person | AnonymousUser) -> Self:
        """The published are public; the rest is its initiator's and the reviewers'."""
        visible = Q(state__in=Campaign.PUBLIC_STATES)
        if person.is_authenticated:
            if person.is_reviewer or person.is_staff:
                return self
            visible |= Q(initiator=person)
        return self.filter(visible)

    def matching(self, *, province: str = "", form: str = "", text: str = "") -> Self:
        found = self
        if province:
            found = found.filter(regency__province=province)
        if form:
            found = found.filter(
                Q(pk__in=Need.objects.filter(form=form).values("campaign"))
            )
        for word in text.split():
            found = found.filter(
                Q(title__icontains=word)
                | Q(pitch__icontains=word)
                | Q(place__icontains=word)
                | Q(regency__name__icontains=word)
                | Q(regency__province__name__icontains=word)
                | Q(partner__name__icontains=word)
            )
        return found

    def with_needs(self) -> Self:
        return self.prefetch_related(Prefetch("needs", Need.objects.for_showing()))

    def for_list(self) -> Self:
        return (
            self.seeking()
            .select_related("regency__province", "partner")
            .with_needs()
            .order_by("-published_at", "-pk")
        )

    def for_page(self, person: Person | AnonymousUser) -> Self:
        return (
            self.visible_to(person)
            .select_related("regency__province", "partner", "initiator")
            .with_needs()
        )


class Campaign(models.Model):
    """One initiative (glossary: galang daya, inisiatif layanan lokal).

    Mostly born from a worksheet's letter. `edited_at` is when a person first changed it
    here: from then on the worksheet only suggests.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draf")
        REVIEW = "review", _("Menunggu tinjauan")
        RETURNED = "returned", _("Perlu diperbaiki")
        PUBLISHED = "published", _("Terbit")
        CLOSED = "closed", _("Ditutup")

    PUBLIC_STATES = (State.PUBLISHED, State.CLOSED)
    EDITABLE_STATES = (State.DRAFT, State.RETURNED)

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    short_id = models.CharField(
        max_length=SHORT_ID_LENGTH, unique=True, default=new_short_id, editable=False
    )
    worksheet = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    initiator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="campaigns",
        verbose_name=_("penggagas"),
    )
    partner = models.ForeignKey(
        Partner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="campaigns",
        verbose_name=_("mitra"),
    )
    is_parked = models.BooleanField(_("diparkir"), default=False)
    state = models.CharField(
        _("keadaan"), max_length=10, choices=State, default=State.DRAFT
    )

    title = models.CharField(_("judul"), max_length=160)
    pitch = models.CharField(_("ajakan singkat"), max_length=PITCH_LENGTH, blank=True)
    story_text = models.TextField(_("cerita"), blank=True)
    story = models.TextField(blank=True, editable=False)
    share_text = models.CharField(_("teks untuk dibagikan"), max_length=280, blank=True)
    channels = models.TextField(_("saluran"), blank=True)

    summary = models.TextField(_("ringkasan"), blank=True)
    problem = models.TextField(_("masalah"), blank=True)
    affected = models.TextField(_("siapa yang mengalaminya"), blank=True)
    urgency = models.TextField(_("mengapa sekarang"), blank=True)
    evidence = models.JSONField(_("bukti"), default=list, blank=True)

    regency = models.ForeignKey(
        Regency,
        on_delete=models.PROTECT,
        related_name="campaigns",
        verbose_name=_("kabupaten/kota"),
    )
    place = models.CharField(_("tempat"), max_length=200, blank=True)
    citizens_part = models.TextField(_("peran warga"), blank=True)
    local_wisdom = models.TextField(_("kearifan setempat"), blank=True)

    service = models.TextField(_("layanan"), blank=True)
    beneficiaries = models.TextField(_("penerima manfaat"), blank=True)
    frequency = models.TextField(_("seberapa sering"), blank=True)
    starts_on = models.DateField(_("mulai"), null=True, blank=True)
    ends_on = models.DateField(_("selesai"), null=True, blank=True)

    actors = models.JSONField(_("yang terlibat"), default=list, blank=True)
    own_contribution = models.TextField(_("yang sudah ada"), blank=True)

    theory_of_change = models.TextField(_("teori perubahan"), blank=True)
    outcomes = models.TextField(_("hasil yang diharapkan"), blank=True)
    indicators = models.JSONField(_("indikator"), default=list, blank=True)
    sdgs = models.JSONField(_("tujuan pembangunan berkelanjutan"), default=list)
    risks = models.TextField(_("risiko"), blank=True)

    provenance = models.JSONField(_("asal-usul"), default=dict, blank=True)
    role = models.CharField(_("peran penggagas"), max_length=80, blank=True)
    fee_consented_at = models.DateTimeField(null=True, blank=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("inisiatif")
        verbose_name_plural = _("inisiatif")
        indexes = [
            models.Index(
                fields=["-published_at", "-id"],
                condition=Q(state="published"),
                name="campaigns_seeking_newest",
            ),
            models.Index(
                fields=["submitted_at"],
                condition=Q(state="review"),
                name="campaigns_review_oldest",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["published", "closed"])
                | Q(published_at__isnull=False),
                name="campaigns_campaign_public_since",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("campaigns:show", args=[self.address])

    @property
    def address(self) -> str:
        return f"{slugify(self.title)[:60] or 'inisiatif'}-{self.short_id}"

    def get_own_url(self) -> str:
        """Where its initiator works on it."""
        return reverse("campaigns:own", args=[self.uuid])

    @property
    def is_public(self) -> bool:
        return self.state in self.PUBLIC_STATES

    @property
    def is_editable(self) -> bool:
        return self.state in self.EDITABLE_STATES

    @property
    def region(self) -> str:
        name = self.regency.name.removeprefix("Kabupaten ")
        return f"{name}, {self.regency.province.name}"

    @cached_property
    def open_needs(self) -> list[Need]:
        """The needs that take pledges and are not met, after `with_needs()`."""
        return [n for n in self._countable if n.remaining]

    @property
    def closed_needs(self) -> list[Need]:
        """The needs that wait for a permit, after `with_needs()`."""
        return [need for need in self.needs.all() if need.form.needs_permit]

    @cached_property
    def percent(self) -> int:
        """The mean of the needs that take pledges, after `with_needs()`."""
        shares = [need.share for need in self._countable]
        return int(100 * sum(shares) / len(shares)) if shares else 0

    @property
    def _countable(self) -> list[Need]:
        return [need for need in self.needs.all() if not need.form.needs_permit]

    @property
    def provenance_line(self) -> str:
        """Where it comes from, as a sentence; empty when nobody has said."""
        facts = {name: str(value) for name, value in self.provenance.items() if value}
        course, cohort = facts.get("course", ""), facts.get("cohort", "")
        mentor = facts.get("mentor", "")
        class_name = ", ".join(name for name in (course, cohort) if name)
        if class_name and mentor:
            return _g("Disusun lewat kelas %(class)s, ditinjau mentor %(mentor)s.") % {
                "class": class_name,
                "mentor": mentor,
            }
        if class_name:
            return _g("Disusun lewat kelas %(class)s.") % {"class": class_name}
        if mentor:
            return _g("Disusun di Lokadaya.net, ditinjau mentor %(mentor)s.") % {
                "mentor": mentor
            }
        return ""

    def write_story(self, text: str) -> None:
        """Keep the story as it was written and as it is shown."""
        self.story_text = text
        self.story = richtext.from_markdown(text)
