"""What an author puts into a course's library."""

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.uploads.fields import UploadsField
from common.uploads.models import Upload
from courses.actions.library import ACCEPTED


class MediaForm(forms.Form):
    """A file of ours, sent ahead in pieces; or the address of a video elsewhere."""

    address = forms.CharField(
        label=_("Atau alamat video di tempat lain"),
        required=False,
        max_length=500,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        validators=[
            URLValidator(
                schemes=["https"],
                message=_("Tulis alamat lengkap yang diawali https://"),
            )
        ],
    )
    title = forms.CharField(label=_("Judul"), max_length=160)
    alt = forms.CharField(
        label=_("Gambaran bagi yang tidak melihatnya"),
        help_text=_("Untuk gambar: apa yang tampak, dalam satu kalimat."),
        max_length=300,
        required=False,
    )
    poster = forms.FileField(
        label=_("Gambar sampul video"),
        help_text=_("Tampil sebelum video diketuk."),
        required=False,
    )

    def __init__(self, owner: User, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["file"] = UploadsField(
            owner=owner,
            most=1,
            families=ACCEPTED,
            label=_("Berkas"),
            help_text=_(
                "Gambar, MP3, MP4, WebM, PDF, atau dokumen. Gambar kami kecilkan"
                " menjadi WebP dan keterangan tempatnya kami buang. Bila sinyal putus,"
                " pengiriman dilanjutkan dari tempat berhentinya."
            ),
        )
        self.order_fields(["file"])

    def clean_file(self) -> Upload | None:
        return next(iter(self.cleaned_data["file"]), None)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        is_one = bool(given.get("file")) != bool(given.get("address"))
        if not is_one and not {"file", "address"} & set(self.errors):
            self.add_error("file", _("Pilih berkas, atau tulis alamat videonya."))
        return given


class LibraryFilters(forms.Form):
    q = forms.CharField(label=_("Cari judul"), required=False)
    jenis = forms.ChoiceField(
        label=_("Jenis"),
        required=False,
        choices=[
            ("", _("Semua")),
            *((each.value, each.label) for each in ACCEPTED),
        ],
    )

    def wanted(self) -> dict[str, str]:
        self.is_valid()
        given = self.cleaned_data
        return {"words": given.get("q", ""), "family": given.get("jenis", "")}
