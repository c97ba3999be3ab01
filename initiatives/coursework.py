"""What a course's page tells of a learner's worksheet. Registered when we are ready."""

from collections.abc import Sequence

from django.db.models import Case, IntegerField, When
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from courses.summaries.worksheets import WorksheetState
from initiatives import outline
from initiatives.models import Worksheet


class Teller:
    """Of the learner's own worksheets: an approved one, else the one changed last."""

    def titles(self) -> Sequence[str]:
        return [str(step.title) for step in outline.STEPS]

    def state_of(self, learner: User, step: int | None) -> WorksheetState:
        title, aim = _about(step)
        worksheet = _worksheet_of(learner)
        if worksheet is None:
            return WorksheetState(
                title=title,
                aim=aim,
                url=reverse("initiatives:start"),
                action=_("Mulai lembar kerja"),
                state=_("Belum dimulai"),
            )
        filled = filled_steps(worksheet)
        is_approved = worksheet.state == Worksheet.State.APPROVED
        is_filled = step in filled if step else len(filled) == len(outline.NUMBERS)
        return WorksheetState(
            title=title,
            aim=aim,
            url=_url(worksheet, step),
            action=_("Buka “%(title)s”") % {"title": worksheet.title},
            state=_state(worksheet, step, is_filled=is_filled, done=len(filled)),
            is_filled=is_filled,
            is_approved=is_approved,
            evidence=evidence_of(worksheet),
        )


def evidence_of(worksheet: Worksheet) -> str:
    return f"worksheet:{worksheet.uuid}"


def filled_steps(worksheet: Worksheet) -> set[int]:
    complete = worksheet.steps.filter(is_complete=True)
    return set(complete.values_list("number", flat=True))


def open_worksheet_of(learner: User) -> Worksheet | None:
    """The one they are writing: still to be changed if any is, and changed last."""
    done = (Worksheet.State.SUBMITTED, Worksheet.State.APPROVED)
    open_first = Case(
        When(state__in=done, then=1), default=0, output_field=IntegerField()
    )
    own = Worksheet.objects.filter(author=learner)
    return own.order_by(open_first, "-changed_at", "-pk").first()


def _worksheet_of(learner: User) -> Worksheet | None:
    approved_first = Case(
        When(state=Worksheet.State.APPROVED, then=0),
        default=1,
        output_field=IntegerField(),
    )
    own = Worksheet.objects.filter(author=learner)
    return own.order_by(approved_first, "-changed_at", "-pk").first()


def _about(step: int | None) -> tuple[str, str]:
    if step is None:
        return _("Lembar kerja enam langkah"), _(
            "Dari masalah sampai cerita: isi keenam langkahnya berangsur-angsur, lalu"
            " kirim kepada mentor."
        )
    asked = outline.step_of(step)
    return str(asked.title), str(asked.aim)


def _url(worksheet: Worksheet, step: int | None) -> str:
    if step is None:
        return worksheet.get_absolute_url()
    return reverse("initiatives:step", args=[worksheet.uuid, step])


def _state(
    worksheet: Worksheet, step: int | None, *, is_filled: bool, done: int
) -> str:
    if worksheet.state != Worksheet.State.DRAFT:
        return str(worksheet.get_state_display())
    if step is None:
        return _("%(done)d dari 6 langkah lengkap") % {"done": done}
    return _("Langkah ini lengkap") if is_filled else _("Langkah ini belum lengkap")
