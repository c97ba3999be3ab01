"""Step 5: what will be different, and how one will know."""

from django.utils.translation import gettext_lazy as _

from initiatives.outline.choices import GOALS
from initiatives.outline.parts import Item, Kind, Section, Step, Table

CHANGE = Step(
    5,
    _("Teori perubahan"),
    _("Mengapa ini akan berhasil, dan bagaimana kita akan tahu."),
    (
        Section(
            _("Jalannya perubahan"),
            _("Kalau ini dikerjakan, apa yang berubah?"),
            (
                Item(
                    "if_then",
                    _("Jika …, maka …"),
                    Kind.TEXT,
                    _("Jika kami melakukan ini, maka itu akan terjadi, karena …"),
                    limit=1500,
                    rows=4,
                    required=True,
                ),
                Item(
                    "outcomes",
                    _("Hasil yang diharapkan"),
                    Kind.TEXT,
                    limit=1500,
                    rows=4,
                    required=True,
                ),
            ),
        ),
        Section(
            _("Tanda keberhasilan"),
            _("Angka yang bisa dihitung sendiri oleh warga."),
            (
                Table(
                    "indicators",
                    _("Indikator"),
                    (
                        Item("name", _("Yang dihitung"), limit=200, required=True),
                        Item("baseline", _("Sekarang"), Kind.NUMBER),
                        Item("target", _("Sasaran"), Kind.NUMBER, required=True),
                        Item("unit", _("Satuan"), limit=40, required=True),
                        Item("date", _("Tercapai pada"), Kind.DATE),
                    ),
                    title_of="name",
                    add=_("Tambah indikator"),
                    new=_("Indikator baru"),
                    at_least=1,
                    lacking=_("paling sedikit satu indikator"),
                ),
            ),
        ),
        Section(
            _("Tujuan dan risiko"),
            _("Pilih tujuan yang sungguh disentuh; dua atau tiga sudah cukup."),
            (
                Item(
                    "sdgs",
                    _("Tujuan Pembangunan Berkelanjutan"),
                    Kind.GOALS,
                    choices=GOALS,
                ),
                Item(
                    "risks",
                    _("Apa yang bisa salah, dan apa yang Anda siapkan?"),
                    Kind.TEXT,
                    limit=1500,
                    rows=4,
                ),
            ),
        ),
    ),
)
