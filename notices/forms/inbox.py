"""Finding something in the inbox again."""

from django import forms
from django.utils.translation import gettext_lazy as _

from notices.kinds import BY_NAME, GROUPS
from notices.models.notice import NoticeQuerySet


class InboxFilter(forms.Form):
    """Which news to show; what is not known filters nothing."""

    tentang = forms.ChoiceField(
        label=_("Tentang"),
        required=False,
        choices=[("", _("Semuanya")), *((g.name, g.title) for g in GROUPS)],
    )
    saring = forms.ChoiceField(
        required=False, choices=[("", ""), ("belum", "")], widget=forms.HiddenInput
    )

    @property
    def only_unread(self) -> bool:
        return self.is_valid() and self.cleaned_data["saring"] == "belum"

    @property
    def about(self) -> str:
        return self.cleaned_data["tentang"] if self.is_valid() else ""

    def applied_to(self, notices: NoticeQuerySet) -> NoticeQuerySet:
        if self.only_unread:
            notices = notices.unread()
        if self.about:
            notices = notices.filter(BY_NAME[self.about].holds())
        return notices


class ShownAt(forms.Form):
    """When the page was shown whose news are all read."""

    shown_at = forms.DateTimeField(input_formats=["%Y-%m-%dT%H:%M:%S.%f%z"])
