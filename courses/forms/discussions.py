"""What an author asks for discussion, and what one answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.forms import BodyField


class DiscussionForm(forms.Form):
    question = BodyField(
        label=_("Pertanyaan yang didiskusikan"),
        rows=8,
        help_text=_(
            "Ditulis seperti di forum: baris baru tetap baris baru, **tebal**,"
            " “- ” untuk daftar. Satu pertanyaan terbuka paling mudah dijawab."
        ),
        error_messages={"required": _("Tulis dulu pertanyaan yang didiskusikan.")},
    )


class DiscussForm(forms.Form):
    body = BodyField(
        label=_("Jawaban Anda"),
        help_text=_(
            "Tampil dengan nama Anda di CoP kelas ini dan bisa dibalas orang lain."
            " Jangan tulis nomor telepon atau data orang lain."
        ),
        error_messages={"required": _("Tulis jawaban Anda dulu.")},
    )
