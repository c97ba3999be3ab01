"""Step 1: the problem, and what shows it."""

from django.utils.translation import gettext_lazy as _

from initiatives.outline.parts import Item, Kind, Section, Step, Table

PROBLEM = Step(
    1,
    _("Masalah & bukti"),
    _("Apa yang terjadi, siapa yang merasakannya, dan dari mana Anda tahu."),
    (
        Section(
            _("Masalahnya"),
            _("Satu masalah, di satu tempat."),
            (
                Item(
                    "problem",
                    _("Apa masalahnya?"),
                    Kind.TEXT,
                    _("Ceritakan seperti kepada tetangga: apa, di mana, sejak kapan."),
                    limit=2000,
                    rows=5,
                    required=True,
                ),
                Item(
                    "affected",
                    _("Siapa yang merasakannya?"),
                    Kind.TEXT,
                    _("Sebut kelompoknya dan kira-kira berapa orang atau keluarga."),
                    limit=1000,
                    required=True,
                ),
                Item(
                    "urgency",
                    _("Mengapa harus sekarang?"),
                    Kind.TEXT,
                    _("Apa yang terjadi kalau ditunda satu tahun lagi?"),
                    limit=1000,
                    required=True,
                ),
            ),
        ),
        Section(
            _("Buktinya"),
            _("Catatan, hitungan, atau cerita yang bisa diperiksa orang lain."),
            (
                Table(
                    "evidence",
                    _("Bukti"),
                    (
                        Item(
                            "text",
                            _("Bukti"),
                            Kind.TEXT,
                            _("Misalnya hasil hitung, catatan, atau wawancara."),
                            limit=500,
                            rows=2,
                            required=True,
                        ),
                        Item(
                            "url",
                            _("Tautan"),
                            Kind.LINK,
                            _("Kalau buktinya ada di internet."),
                            limit=500,
                        ),
                    ),
                    title_of="text",
                    add=_("Tambah bukti"),
                    new=_("Bukti baru"),
                    at_least=1,
                    lacking=_("paling sedikit satu bukti"),
                ),
            ),
        ),
    ),
)
