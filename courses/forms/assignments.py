"""What an author says of an assignment, and what a learner hands in."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.uploads.fields import UploadsField
from courses.forms.rubrics import RubricField
from courses.models import Assignment, Submission


class AssignmentForm(forms.ModelForm[Assignment]):
    rubric = RubricField(
        label=gettext_lazy("Rubrik"),
        help_text=gettext_lazy(
            "Satu kriteria satu baris, tingkatnya di bawahnya sebagai “angka: uraian”."
            " Baris kosong memisahkan kriteria."
        ),
        required=False,
        max_length=10_000,
    )

    class Meta:
        model = Assignment
        fields: ClassVar[list[str]] = [
            "instructions",
            "form",
            "most_files",
            "resubmissions",
            "rubric",
            "peers",
            "peer_days",
            "decider",
            "hides_names",
        ]
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "instructions": forms.Textarea(attrs={"rows": 8}),
            "decider": forms.RadioSelect(),
        }

    @property
    def work_fields(self) -> list[forms.BoundField]:
        """What is asked of the learner; what is asked of peers stands below it."""
        return [self[name] for name in self.Meta.fields[:5]]

    def clean_most_files(self) -> int:
        most: int = self.cleaned_data["most_files"]
        if not 1 <= most <= 20:
            raise ValidationError(_("Antara 1 dan 20 berkas."))
        return most

    def clean_peer_days(self) -> int:
        days: int = self.cleaned_data["peer_days"]
        if not 1 <= days <= 30:
            raise ValidationError(_("Antara 1 dan 30 hari."))
        return days


class WorkForm(forms.Form):
    """The draft, and what comes to it or goes from it."""

    text = forms.CharField(
        label=gettext_lazy("Tulisan Anda"),
        max_length=50_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
    )

    def __init__(self, submission: Submission, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        assignment = submission.assignment
        self.kept = list(submission.files.all()) if submission.pk else []
        if not assignment.takes_text:
            del self.fields["text"]
        if assignment.takes_files:
            self.fields["files"] = UploadsField(
                owner=submission.learner,
                most=assignment.most_files,
                label=gettext_lazy("Berkas"),
                help_text=gettext_lazy(
                    "Gambar, PDF, dokumen, audio, atau video. Bila sinyal putus,"
                    " pengiriman dilanjutkan dari tempat berhentinya. Tempat dan nama"
                    " pembuat di dalamnya dihapus."
                ),
            )

    def parts(self) -> dict[str, Any]:
        """The action's keywords."""
        dropped = set(self.data.getlist("drop")) if self.is_bound else set()  # type: ignore[attr-defined]
        return {
            "text": self.cleaned_data.get("text", ""),
            "files": self.cleaned_data.get("files", []),
            "dropped": [each for each in self.kept if str(each.pk) in dropped],
        }
