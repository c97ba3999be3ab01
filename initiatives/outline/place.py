"""Step 2: where, with whose part."""

from django.utils.translation import gettext_lazy as _

from initiatives.outline.parts import Item, Kind, Section, Step

PLACE = Step(
    2,
    _("Lokalitas & warga"),
    _("Di mana, bersama siapa, dan dengan kearifan apa."),
    (
        Section(
            _("Tempatnya"),
            _("Sedekat mungkin dengan warga."),
            (
                Item(
                    "regency",
                    _("Kabupaten atau kota"),
                    Kind.REGENCY,
                    required=True,
                ),
                Item(
                    "place",
                    _("Kecamatan, desa, atau kampung"),
                    Kind.LINE,
                    limit=160,
                    required=True,
                ),
            ),
        ),
        Section(
            _("Warganya"),
            _("Warga ikut mengerjakan, bukan hanya menerima."),
            (
                Item(
                    "citizens_part",
                    _("Apa bagian warga?"),
                    Kind.TEXT,
                    _("Siapa mengerjakan apa, dan siapa yang ikut memutuskan."),
                    limit=1500,
                    rows=4,
                    required=True,
                ),
                Item(
                    "local_wisdom",
                    _("Kearifan setempat yang dipakai"),
                    Kind.TEXT,
                    _("Kebiasaan, kesepakatan adat, atau cara lama yang masih hidup."),
                    limit=1500,
                    rows=4,
                ),
            ),
        ),
    ),
)
