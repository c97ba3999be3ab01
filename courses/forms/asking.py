"""What is filled in around a question at a webinar."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AskForm(forms.Form):
    text = forms.CharField(
        label=_("Pertanyaan Anda"),
        min_length=5,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    is_anonymous = forms.BooleanField(label=_("Tanpa nama"), required=False)


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Jawaban tertulis"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
