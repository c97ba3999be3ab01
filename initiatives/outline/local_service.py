"""Step 3: the local service itself (layanan)."""

from django.utils.translation import gettext_lazy as _

from initiatives.outline.parts import Item, Kind, Section, Step

SERVICE = Step(
    3,
    _("Layanan"),
    _("Apa yang akan berjalan, untuk siapa, dan kapan."),
    (
        Section(
            _("Layanannya"),
            _("Yang bisa dilihat orang ketika sudah berjalan."),
            (
                Item(
                    "name",
                    _("Nama layanan"),
                    Kind.LINE,
                    _("Pendek dan jelas. Inilah judulnya di lokadaya.com."),
                    limit=120,
                    required=True,
                ),
                Item(
                    "description",
                    _("Bagaimana layanan ini berjalan?"),
                    Kind.TEXT,
                    _("Dari awal sampai akhir, seperti yang dialami pemakainya."),
                    limit=2000,
                    rows=5,
                    required=True,
                ),
                Item(
                    "users",
                    _("Siapa yang memakainya?"),
                    Kind.LINE,
                    _("Misalnya: 104 keluarga nelayan."),
                    limit=300,
                    required=True,
                ),
                Item(
                    "frequency",
                    _("Seberapa sering?"),
                    Kind.LINE,
                    _("Misalnya: setiap Jumat pagi."),
                    limit=200,
                    required=True,
                ),
            ),
        ),
        Section(
            _("Waktunya"),
            _("Perkiraan pun cukup; nanti bisa diubah."),
            (
                Item("starts_on", _("Mulai"), Kind.DATE),
                Item("ends_on", _("Selesai"), Kind.DATE),
            ),
        ),
    ),
)
