"""What the six steps ask for: fields, limits, hints, and what may not be lacking.

Forms, pages, the mentor's view and the letter to lokadaya.com all read this outline.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from initiatives.numbers import spoken

Words = str | Promise
Content = dict[str, Any]
MOST_ROWS = 40
SHORT = 40


class Kind(Enum):
    LINE = "line"
    TEXT = "text"
    LINK = "link"
    DATE = "date"
    NUMBER = "number"
    RUPIAH = "rupiah"
    CHOICE = "choice"
    GOALS = "goals"
    REGENCY = "regency"


@dataclass(frozen=True, eq=False)
class Item:
    """One thing a person writes or chooses."""

    name: str
    label: Words
    kind: Kind = Kind.LINE
    hint: Words = ""
    limit: int = 0
    rows: int = 3
    required: bool = False
    positive: bool = False
    choices: tuple[tuple[str, Words], ...] = ()

    @property
    def is_short(self) -> bool:
        """Whether two of these stand side by side, even on a phone."""
        numbers = (Kind.DATE, Kind.NUMBER, Kind.RUPIAH)
        return self.kind in numbers or 0 < self.limit <= SHORT

    @property
    def is_counted(self) -> bool:
        return self.kind is Kind.TEXT

    def empty(self) -> Any:
        if self.kind is Kind.GOALS:
            return []
        return None if self.kind in (Kind.DATE, Kind.NUMBER, Kind.RUPIAH) else ""


@dataclass(frozen=True, eq=False)
class Table:
    """A list of like things, one row each. `title_of` names a row in its list."""

    name: str
    label: Words
    items: tuple[Item, ...]
    title_of: str
    add: Words
    new: Words
    at_least: int = 0
    lacking: Words = ""


@dataclass(frozen=True, eq=False)
class Section:
    title: Words
    note: Words
    parts: tuple[Item | Table, ...]


@dataclass(frozen=True, eq=False)
class Step:
    number: int
    title: Words
    aim: Words
    sections: tuple[Section, ...]
    parts: tuple[Item | Table, ...] = field(init=False)

    def __post_init__(self) -> None:
        parts = tuple(part for section in self.sections for part in section.parts)
        object.__setattr__(self, "parts", parts)

    @property
    def items(self) -> Iterator[Item]:
        return (part for part in self.parts if isinstance(part, Item))

    @property
    def tables(self) -> Iterator[Table]:
        return (part for part in self.parts if isinstance(part, Table))

    def whole(self, content: Content) -> Content:
        """The content with every field in its place, also those never written."""
        whole: Content = {}
        for part in self.parts:
            if isinstance(part, Item):
                whole[part.name] = content.get(part.name, part.empty())
            else:
                whole[part.name] = [
                    {item.name: row.get(item.name, item.empty()) for item in part.items}
                    for row in content.get(part.name, [])
                ]
        return whole


FORMS_OF_SUPPORT = (
    ("dana", _("Dana")),
    ("pengetahuan", _("Pengetahuan & teknologi")),
    ("kebijakan", _("Kebijakan & advokasi")),
    ("waktu", _("Waktu & keahlian")),
    ("barang", _("Barang & fasilitas")),
    ("kerja-sama", _("Kerja sama")),
    ("lain", _("Bentuk lain")),
)
SECTORS = (
    ("warga", _("Warga")),
    ("pemerintah", _("Pemerintah")),
    ("swasta", _("Swasta")),
    ("oms", _("Organisasi masyarakat sipil")),
    ("kampus", _("Kampus")),
    ("media", _("Media")),
    ("lain", _("Lainnya")),
)
GOALS = (
    ("1", _("Tanpa kemiskinan")),
    ("2", _("Tanpa kelaparan")),
    ("3", _("Kehidupan sehat dan sejahtera")),
    ("4", _("Pendidikan berkualitas")),
    ("5", _("Kesetaraan gender")),
    ("6", _("Air bersih dan sanitasi layak")),
    ("7", _("Energi bersih dan terjangkau")),
    ("8", _("Pekerjaan layak dan pertumbuhan ekonomi")),
    ("9", _("Industri, inovasi, dan infrastruktur")),
    ("10", _("Berkurangnya kesenjangan")),
    ("11", _("Kota dan permukiman berkelanjutan")),
    ("12", _("Konsumsi dan produksi yang bertanggung jawab")),
    ("13", _("Penanganan perubahan iklim")),
    ("14", _("Ekosistem lautan")),
    ("15", _("Ekosistem daratan")),
    ("16", _("Perdamaian, keadilan, dan kelembagaan yang tangguh")),
    ("17", _("Kemitraan untuk mencapai tujuan")),
)

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

STEPS = (PROBLEM, PLACE, SERVICE, RESOURCES, CHANGE, STORY)
NUMBERS = tuple(step.number for step in STEPS)


def step_of(number: int) -> Step:
    return STEPS[number - 1]


def lacking(step: Step, content: Content) -> list[str]:
    """What a step still needs before a mentor can read it, in the order of the page."""
    found: list[str] = []
    for part in step.parts:
        if isinstance(part, Item):
            if part.required and _is_empty(content.get(part.name)):
                found.append(_quoted(part.label))
            continue
        rows = content.get(part.name, [])
        if len(rows) < part.at_least:
            found.append(str(part.lacking))
        for row in rows:
            title = row.get(part.title_of) or str(part.new)
            found += [
                gettext("%(field)s pada “%(row)s”")
                % {"field": _quoted(item.label), "row": _short(title)}
                for item in part.items
                if item.required and _is_empty(row.get(item.name))
            ]
    return found


def said(item: Item, value: Any) -> str:
    """A value in words, as one reads it."""
    if _is_empty(value):
        return ""
    match item.kind:
        case Kind.CHOICE:
            return str(dict(item.choices).get(value, value))
        case Kind.GOALS:
            titles = dict(item.choices)
            return "; ".join(f"{goal} {titles.get(str(goal), '')}" for goal in value)
        case Kind.DATE:
            return _day(value)
        case Kind.RUPIAH if isinstance(value, int):
            return f"Rp {spoken(value)}" if value else ""
        case Kind.NUMBER if isinstance(value, int | float):
            return spoken(value)
    return str(value)


def total_value(content: Content) -> int:
    """The estimated rupiah of all needs together."""
    return sum(row.get("value") or 0 for row in content.get("needs", []))


def _day(value: object) -> str:
    try:
        day = parse_date(str(value))
    except ValueError:
        day = None
    return date_format(day, "j F Y") if day else str(value)


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [])


def _quoted(label: Words) -> str:
    return f"“{str(label).rstrip('?')}”"


def _short(title: str) -> str:
    return title if len(title) <= 40 else f"{title[:39]}…"
