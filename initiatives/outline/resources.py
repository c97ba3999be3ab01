"""Step 4: who takes part, and what is needed."""

from django.utils.translation import gettext_lazy as _

from initiatives.outline.choices import FORMS_OF_SUPPORT, SECTORS
from initiatives.outline.parts import Item, Kind, Section, Step, Table

RESOURCES = Step(
    4,
    _("Aktor & sumber daya"),
    _("Siapa saja yang terlibat, apa yang sudah ada, dan apa yang masih dicari."),
    (
        Section(
            _("Siapa yang terlibat"),
            _("Tulis nama, bukan jenis."),
            (
                Table(
                    "actors",
                    _("Pihak"),
                    (
                        Item("name", _("Nama"), limit=160, required=True),
                        Item("sector", _("Dari"), Kind.CHOICE, choices=SECTORS),
                        Item(
                            "role",
                            _("Perannya"),
                            Kind.TEXT,
                            limit=300,
                            rows=2,
                            required=True,
                        ),
                    ),
                    title_of="name",
                    add=_("Tambah pihak"),
                    new=_("Pihak baru"),
                    at_least=1,
                    lacking=_("paling sedikit satu pihak yang terlibat"),
                ),
            ),
        ),
        Section(
            _("Sumbangan sendiri"),
            _("Apa yang sudah ada di tangan Anda."),
            (
                Item(
                    "own_contribution",
                    _("Yang kami sediakan sendiri"),
                    Kind.TEXT,
                    _("Orang, tempat, alat, atau uang. Sekecil apa pun."),
                    limit=600,
                    required=True,
                ),
            ),
        ),
        Section(
            _("Yang masih dibutuhkan"),
            _("Satu baris, satu kebutuhan. Nilai boleh perkiraan."),
            (
                Table(
                    "needs",
                    _("Kebutuhan"),
                    (
                        Item("item", _("Yang dibutuhkan"), limit=160, required=True),
                        Item(
                            "form",
                            _("Bentuk dukungan"),
                            Kind.CHOICE,
                            choices=FORMS_OF_SUPPORT,
                            required=True,
                        ),
                        Item(
                            "quantity",
                            _("Jumlah"),
                            Kind.NUMBER,
                            required=True,
                            positive=True,
                        ),
                        Item(
                            "unit",
                            _("Satuan"),
                            Kind.LINE,
                            limit=40,
                            required=True,
                        ),
                        Item("value", _("Nilai (Rp)"), Kind.RUPIAH),
                        Item("by", _("Paling lambat"), Kind.DATE),
                    ),
                    title_of="item",
                    add=_("Tambah kebutuhan"),
                    new=_("Kebutuhan baru"),
                    at_least=1,
                    lacking=_("paling sedikit satu kebutuhan"),
                ),
            ),
        ),
    ),
)
