"""Item analysis: how hard each question of a quiz is, and whom it tells apart.

Facility is the mean share earned. Discrimination is the correlation of the share with
the points earned on the rest of the paper, the item itself left out (Henrysson,
Psychometrika 28, 1963), as Moodle's "Quiz statistics calculations" has it. Both are of
everybody's first try: later ones have read the explanations. The words for what is low
or high follow Ebel and Frisbie, "Essentials of Educational Measurement", 1991.
"""

from dataclasses import dataclass

from django.contrib.postgres.aggregates import Corr
from django.db.models import Avg, Count, F, FloatField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from courses.models import Answer, QuestionVersion, Quiz

# Of fewer answers a figure says little, and no verdict is given.
ENOUGH = 10
HARD, EASY = 0.3, 0.9
WEAK, GOOD = 0.2, 0.3


@dataclass(frozen=True)
class ItemFigures:
    """One version of a question; `discrimination` is None where nothing varies."""

    version: QuestionVersion
    answers: int
    facility: float
    discrimination: float | None

    @property
    def percent(self) -> int:
        return round(100 * self.facility)

    @property
    def is_doubtful(self) -> bool:
        return (
            self.answers >= ENOUGH
            and self.discrimination is not None
            and self.discrimination < WEAK
        )

    @property
    def verdict(self) -> str:
        """What to look at, if anything."""
        if self.answers < ENOUGH:
            return _("Jawabannya masih terlalu sedikit.")
        if self.discrimination is not None and self.discrimination < 0:
            return _("Yang pandai justru keliru: periksa kuncinya.")
        if self.facility > EASY:
            return _("Sangat mudah.")
        if self.facility < HARD:
            return _("Sangat sulit: periksa soal dan bacaannya.")
        if self.discrimination is None:
            return _("Belum membedakan siapa pun.")
        if self.discrimination < WEAK:
            return _("Lemah membedakan: perjelas pilihannya.")
        return _("Baik.") if self.discrimination >= GOOD else _("Cukup.")


def item_figures(quiz: Quiz) -> list[ItemFigures]:
    """The figures of every version that was asked, in two queries."""
    share = Cast("share", FloatField())
    rest = Cast(
        F("attempt__earned") - F("points") * F("share"), output_field=FloatField()
    )
    found = (
        Answer.objects.filter(
            attempt__quiz=quiz,
            attempt__number=1,
            attempt__submitted_at__isnull=False,
            share__isnull=False,
        )
        .order_by()
        .values("version")
        .annotate(
            counted=Count("pk"), facility=Avg(share), discrimination=Corr(share, rest)
        )
    )
    rows = list(found)
    versions = QuestionVersion.objects.select_related("question").in_bulk(
        [row["version"] for row in rows]
    )
    figures = [
        ItemFigures(
            version=versions[row["version"]],
            answers=row["counted"],
            facility=row["facility"],
            discrimination=row["discrimination"],
        )
        for row in rows
    ]
    places = {
        question: place
        for place, question in enumerate(
            quiz.slots.order_by("position").values_list("question", flat=True)
        )
    }
    return sorted(
        figures,
        key=lambda item: (
            places.get(item.version.question_id, len(places)),
            item.version.question_id,
            -item.version.number,
        ),
    )
