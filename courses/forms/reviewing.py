"""What a mentor or a peer says of a work, by its rubric."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.forms.rubrics import RubricForm
from courses.models import Feedback, PeerReview


class ReviewForm(RubricForm):
    """With the verdict of the button pressed."""

    turn = forms.IntegerField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(
        choices=Feedback.Verdict.choices, widget=forms.HiddenInput
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("verdict") == Feedback.Verdict.RETURNED and not given["comment"]:
            self.add_error("comment", _("Tulis apa yang perlu diperbaiki."))
        return given

    def parts(self) -> dict[str, Any]:
        """The action's keywords."""
        given = {name: self.cleaned_data[name] for name in ("turn", "verdict")}
        return {
            **given,
            "comment": self.cleaned_data["comment"],
            "levels": self.levels(),
        }


class PeerReviewForm(RubricForm):
    """With what the peer would advise the mentor."""

    suggestion = forms.ChoiceField(
        label=gettext_lazy("Saran Anda"),
        choices=PeerReview.Suggestion.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih salah satu.")},
    )

    def __init__(self, rubric: list[dict[str, Any]], *args: Any, **options: Any):
        super().__init__(rubric, *args, **options)
        comment = self.fields["comment"]
        comment.label = _("Pendapat Anda")
        comment.required = True
        comment.error_messages["required"] = _("Tulis pendapat Anda, singkat saja.")

    def parts(self) -> dict[str, Any]:
        """The action's keywords."""
        given = {name: self.cleaned_data[name] for name in ("suggestion", "comment")}
        return {**given, "levels": self.levels()}


class ThanksForm(forms.Form):
    """Whether a peer's review helped, and a word to whoever wrote it."""

    helped = forms.ChoiceField(
        label=gettext_lazy("Apakah telaah ini membantu?"),
        choices=PeerReview.Helped.choices,
        widget=forms.RadioSelect,
    )
    thanks = forms.CharField(
        label=gettext_lazy("Sepatah kata untuk penelaah"),
        max_length=300,
        required=False,
    )
