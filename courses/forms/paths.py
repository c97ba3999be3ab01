"""A learning path as it is put together: its words, and its courses in order."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models import Course, Path

MOST_COURSES = 8


class PathForm(forms.Form):
    """The courses are those of the boxes `kelas_1`, `kelas_2`, … that are filled."""

    title = forms.CharField(label=_("Judul"), max_length=120)
    summary = forms.CharField(
        label=_("Ringkasan"),
        help_text=_("Untuk siapa jalur ini, dan apa yang bisa dilakukan sesudahnya."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [("", "–")]
        known += [(str(course.pk), course.title) for course in Course.objects.all()]
        for number in range(1, MOST_COURSES + 1):
            self.fields[f"kelas_{number}"] = forms.ChoiceField(
                label=_("Kelas %(number)d") % {"number": number},
                choices=known,
                required=number == 1,
            )

    def clean(self) -> dict[str, Any]:
        """`courses`, in order."""
        given = self.cleaned_data
        names = [f"kelas_{number}" for number in range(1, MOST_COURSES + 1)]
        chosen = [given[name] for name in names if given.get(name)]
        if len(set(chosen)) < len(chosen):
            self.add_error(None, _("Satu kelas hanya sekali dalam satu jalur."))
        courses = Course.objects.in_bulk([int(pk) for pk in chosen])
        return {
            "title": given.get("title", ""),
            "summary": given.get("summary", ""),
            "courses": [courses[int(pk)] for pk in chosen if int(pk) in courses],
        }

    @staticmethod
    def filled_from(path: Path) -> dict[str, Any]:
        steps = path.steps.all()
        boxes = {f"kelas_{n}": step.course_id for n, step in enumerate(steps, start=1)}
        return {"title": path.title, "summary": path.summary, **boxes}
