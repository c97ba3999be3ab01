"""The shape of topics and posts."""

from functools import cache
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.uploads.fields import UploadsField
from common.uploads.models import Upload
from forum.actions import tagging
from forum.models import Follow, Post, Reaction

LONGEST_TITLE = 200
LONGEST_BODY = 20_000
MOST_FILES = 10
# What stands beside the words of a new topic, as its form names it.
BESIDE = (
    *("tags", "poll-question", "poll-options", "poll-takes_several"),
    *("poll-is_named", "poll-closes_on"),
)
LONGEST_BESIDE = 2_000
# What a phone offers to choose from, the camera among it.
ACCEPTED = "image/*,application/pdf,audio/*,video/*,.docx,.xlsx,.pptx,.odt,.ods,.odp"


class BodyField(forms.CharField):
    """Words as typed, with one kind of line break."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": kwargs.pop("rows", 5)})
        super().__init__(widget=widget, max_length=LONGEST_BODY, **kwargs)
        self.error_messages["max_length"] = _(
            "Tulisan ini %(show_value)d huruf, sedangkan batasnya %(limit_value)d."
            " Bagilah menjadi beberapa tulisan."
        )
        # The browser counts what the server must count: nothing is cut while pasting.
        self.widget.attrs.pop("maxlength", None)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return text.replace("\r\n", "\n").replace("\r", "\n")


class FilesForm(forms.Form):
    """Words with which pictures and files come along."""

    def __init__(self, *args: Any, owner: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["files"] = UploadsField(
            owner=owner,
            most=MOST_FILES,
            label=_("Gambar dan berkas"),
            help_text=_(
                "Foto dari kamera, PDF, dokumen, suara, atau video. Tempat dan nama"
                " pembuat di dalamnya dihapus, kecuali di PDF yang bertanda tangan"
                " digital atau terkunci kata sandi."
            ),
        )
        self.fields["files"].widget.attrs["accept"] = ACCEPTED


class KeptField(UploadsField):
    """What there is of the files so far, as a draft keeps them."""

    def clean(self, value: Any) -> list[Upload]:
        return self.prepare_value(value)


class AnsweringForm(forms.Form):
    """Words that may answer one of `posts`; a post that is gone is answered by none."""

    reply_to = forms.IntegerField(
        required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput
    )

    def __init__(
        self, *args: Any, posts: QuerySet[Post] | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.posts = posts

    def clean_reply_to(self) -> Post | None:
        return self._found(self.cleaned_data["reply_to"])

    @property
    def answered(self) -> Post | None:
        """Whom the words answer, as the page shows it."""
        return self._found(self["reply_to"].value())

    def _found(self, number: Any) -> Post | None:
        if self.posts is None or not str(number or "").isdecimal():
            return None
        found = self.posts.filter(pk=number, deleted_at=None)
        return found.select_related("poster", "pseudonym").first()


class ReplyForm(AnsweringForm, FilesForm):
    body = BodyField(
        label=_("Balasan Anda"),
        error_messages={"required": _("Tulis balasan Anda dulu.")},
    )

    @property
    def is_fresh(self) -> bool:
        """Whether nothing stands in it, as in `fresh_reply`."""
        return not self.is_bound and not self.initial


@cache
def fresh_reply() -> ReplyForm:
    """The form as most readers have it: the same for all, so that it is drawn once."""
    return ReplyForm(owner=None)


class DraftForm(AnsweringForm):
    """Whatever is there so far."""

    title = forms.CharField(required=False, max_length=LONGEST_TITLE)
    body = BodyField(required=False, strip=False)

    def __init__(self, *args: Any, owner: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["files"] = KeptField(owner=owner)

    def clean(self) -> dict[str, Any]:
        raw = {name: self.data.get(name, "") for name in BESIDE}
        # PostgreSQL keeps no NUL.
        typed = {n: v.replace("\0", "")[:LONGEST_BESIDE] for n, v in raw.items()}
        beside = {name: value for name, value in typed.items() if value.strip()}
        return {**self.cleaned_data, "beside": beside, "seen": self.data.get("seen")}


class TopicForm(FilesForm):
    title = forms.CharField(
        label=_("Judul"),
        help_text=_("Satu kalimat, sebaiknya berupa pertanyaan."),
        min_length=8,
        max_length=LONGEST_TITLE,
        error_messages={"required": _("Beri topik Anda sebuah judul.")},
    )
    body = BodyField(
        label=_("Isi"),
        rows=10,
        error_messages={"required": _("Ceritakan pertanyaan atau pengalaman Anda.")},
    )
    tags = forms.CharField(
        label=_("Tagar"),
        help_text=_("Kata pendek, dipisahkan koma: izin pub, pangan lokal."),
        required=False,
        max_length=250,
    )

    def clean_tags(self) -> list[str]:
        words = tagging.words_of(self.cleaned_data["tags"])
        decision = tagging.may_be_tags(words)
        if not decision:
            raise forms.ValidationError(decision.reason)
        return words


class ReactionForm(forms.Form):
    """The button says which word; with a minus before it, that it is taken back."""

    kind = forms.CharField(max_length=20)

    def clean(self) -> dict[str, Any]:
        asked = self.cleaned_data.get("kind", "")
        kind = asked.removeprefix("-")
        if kind not in Reaction.Kind:
            raise forms.ValidationError(_("Tanggapan ini tidak dikenal."))
        return {"kind": kind, "given": kind == asked}


class FollowForm(forms.Form):
    """How closely; nothing ends it."""

    level = forms.ChoiceField(choices=Follow.Level, required=False)

    def said(self) -> str:
        level = self.cleaned_data["level"]
        if not level:
            return gettext("Anda berhenti mengikutinya.")
        label = str(Follow.Level(level).label)
        return gettext("Diikuti: %(level)s.") % {"level": label}


class PostForm(FilesForm):
    body = BodyField(
        label=_("Isi"), rows=10, error_messages={"required": _("Isinya masih kosong.")}
    )
