"""What is filled in about quizzes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models import Question, Quiz


class QuizForm(forms.Form):
    """One choice for every question of a quiz that was read with `for_asking`."""

    def __init__(self, quiz: Quiz, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.quiz = quiz
        self.asked: list[Question] = list(quiz.questions.all())
        for question in self.asked:
            self.fields[self.name_of(question)] = forms.TypedChoiceField(
                coerce=int,
                choices=[(choice.pk, choice.text) for choice in question.choices.all()],
                widget=forms.RadioSelect,
                error_messages={
                    "required": _("Pilih satu jawaban untuk soal ini."),
                    "invalid_choice": _("Pilih salah satu jawaban yang ada."),
                },
            )

    def name_of(self, question: Question) -> str:
        return f"soal-{question.pk}"

    @property
    def items(self) -> list[tuple[Question, forms.BoundField]]:
        return [(question, self[self.name_of(question)]) for question in self.asked]

    def clean(self) -> dict[str, Any]:
        """`chosen`: from each question's key to that of its choice."""
        given = self.cleaned_data
        chosen = {
            question.pk: given[self.name_of(question)]
            for question in self.asked
            if self.name_of(question) in given
        }
        return {"chosen": chosen}
