"""What an author asks of the worksheet."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.models import WorksheetTask
from courses.summaries.worksheets import titles

WHOLE = 0


def _steps() -> list[tuple[str, str]]:
    names = titles() or [""] * len(WorksheetTask.STEPS)
    numbered = zip(WorksheetTask.STEPS, names, strict=True)
    return [
        (str(WHOLE), _("Seluruh lembar kerja, keenam langkahnya")),
        *(
            (
                str(number),
                _("Langkah %(number)d: %(title)s") % {"number": number, "title": name},
            )
            for number, name in numbered
        ),
    ]


class WorksheetTaskForm(forms.Form):
    step = forms.TypedChoiceField(
        label=gettext_lazy("Bagian yang diminta"),
        choices=_steps,
        coerce=lambda chosen: int(chosen) or None,
    )
    intro = forms.CharField(
        label=gettext_lazy("Pengantar"),
        help_text=gettext_lazy(
            "Apa yang sebaiknya diperhatikan peserta saat mengisi bagian ini."
        ),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
