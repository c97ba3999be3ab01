"""Step 6: how it is told."""

from django.utils.translation import gettext_lazy as _

from initiatives.outline.parts import Item, Kind, Section, Step

STORY = Step(
    6,
    _("Kemas & terbitkan"),
    _("Kata-kata yang akan dibaca orang di lokadaya.com."),
    (
        Section(
            _("Ajakan"),
            _("Yang pertama dibaca orang di ponselnya."),
            (
                Item(
                    "pitch",
                    _("Ajakan dalam satu kalimat"),
                    Kind.TEXT,
                    _("Apa yang berubah, bagi siapa. Bacakan keras-keras."),
                    limit=160,
                    rows=2,
                    required=True,
                ),
                Item(
                    "story",
                    _("Ceritanya"),
                    Kind.TEXT,
                    _("Mulai dari satu orang. Samarkan nama yang perlu dilindungi."),
                    limit=4000,
                    rows=10,
                    required=True,
                ),
            ),
        ),
        Section(
            _("Kabarnya"),
            _("Ke mana ajakan ini akan dibawa."),
            (
                Item(
                    "channels",
                    _("Lewat mana warga akan mendengarnya?"),
                    Kind.TEXT,
                    _("Grup WhatsApp, radio komunitas, papan desa, pengajian, gereja."),
                    limit=600,
                ),
            ),
        ),
    ),
)
