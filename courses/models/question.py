"""The question bank: categories, the questions in them, and every version of each."""

from typing import Any, NoReturn, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from courses import pictured, questions
from courses.models.course import Course


class CategoryQuerySet(models.QuerySet["Category"]):
    def usable_in(self, course: Course) -> Self:
        """The course's own, and the shared ones after them."""
        return self.filter(Q(course=course) | Q(course=None)).order_by(
            F("course").asc(nulls_last=True), "title", "pk"
        )

    def of_bank(self, course: Course | None) -> Self:
        return self.filter(course=course).order_by("title", "pk")


class Category(models.Model):
    """Questions that belong together. Without a course it is shared by all."""

    course = models.ForeignKey(
        Course,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="categories",
        verbose_name=_("kelas"),
    )
    title = models.CharField(_("nama"), max_length=160)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("kategori soal")
        verbose_name_plural = _("kategori soal")
        constraints = [
            models.UniqueConstraint(
                fields=["course", "title"],
                nulls_distinct=False,
                name="courses_category_title_once_a_bank",
            )
        ]

    def __str__(self) -> str:
        return self.title


class QuestionQuerySet(models.QuerySet["Question"]):
    def asked(self) -> Self:
        """Those that a draw may take."""
        return self.filter(retired_at=None)

    def of_bank(self, course: Course | None) -> Self:
        return self.filter(category__course=course)

    def usable_in(self, course: Course) -> Self:
        return self.filter(Q(category__course=course) | Q(category__course=None))

    def for_bank(self) -> Self:
        return self.select_related("category", "current").order_by(
            "category__title", "category", "pk"
        )

    def matching(self, *, words: str = "", kind: str = "", category: str = "") -> Self:
        """Those that fit the filters; an empty one fits all."""
        found = self
        if words:
            found = found.filter(
                Q(current__prompt__icontains=words) | Q(name__icontains=words)
            )
        if kind:
            found = found.filter(current__kind=kind)
        return found.filter(category=category) if category else found


class Question(models.Model):
    """A question of the bank. What it says is in its current version."""

    category = models.ForeignKey(
        Category,
        on_delete=models.CASCADE,
        related_name="questions",
        verbose_name=_("kategori"),
    )
    current = models.OneToOneField(
        "courses.QuestionVersion",
        on_delete=models.RESTRICT,
        null=True,
        editable=False,
        related_name="+",
    )
    # What authors call it among themselves; it travels with the question.
    name = models.CharField(_("nama"), max_length=160, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("soal")
        verbose_name_plural = _("soal")

    def __str__(self) -> str:
        return str(self.current)


class Written(TypeError):
    """Someone tried to reword a version."""


class QuestionVersionQuerySet(models.QuerySet["QuestionVersion"]):
    def update(self, **fields: Any) -> NoReturn:
        raise Written("versions are never reworded")


class QuestionVersion(models.Model):
    """A question as it was worded once. It is never changed: a change is the next one.

    `body` is the document of its kind (`courses.questions`).
    """

    class Kind(models.TextChoices):
        SINGLE = "single", _("Pilihan ganda, satu jawaban")
        SEVERAL = "several", _("Pilihan ganda, beberapa jawaban")
        TRUE_FALSE = "truefalse", _("Benar atau salah")
        SHORT = "short", _("Isian singkat")
        NUMERIC = "numeric", _("Angka")
        MATCHING = "matching", _("Menjodohkan")
        ORDERING = "ordering", _("Mengurutkan")
        CLOZE = "cloze", _("Teks rumpang")
        ESSAY = "essay", _("Esai")

    question = models.ForeignKey(
        Question, on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField()
    kind = models.CharField(_("jenis"), max_length=12, choices=Kind)
    prompt = models.TextField(_("soal"))
    body = models.JSONField()
    explanation = models.TextField(_("penjelasan"), blank=True)
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )

    objects = QuestionVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("versi soal")
        verbose_name_plural = _("versi soal")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "number"], name="courses_version_number_once"
            )
        ]

    def __str__(self) -> str:
        return pictured.spoken(self.prompt)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Written("versions are never reworded")
        super().save(*args, **kwargs)

    @cached_property
    def asked(self) -> questions.Asked:
        return questions.asked(self.kind, self.body)

    def says_the_same(self, other: "QuestionVersion") -> bool:
        return all(
            getattr(self, name) == getattr(other, name)
            for name in ("kind", "prompt", "body", "explanation")
        )
