"""A question of every kind: how a trainer writes it, and how a learner answers it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Locator

from portal.tests.browser.people import Walker

STEPS = ["Menyapa", "Bergiliran bicara", "Menyepakati"]
PAIRS = {"Notulis": "mencatat", "Pemandu": "menjaga giliran"}
ESSAY = "Mulai dari lingkaran kecil, lalu baca kembali catatan bersama warga."


@dataclass(frozen=True)
class Asked:
    """`rows` are the columns of its parts, `boxes` what else is filled in."""

    kind: str
    prompt: str
    answer: Callable[[Locator], None]
    rows: dict[str, list[str]] = field(default_factory=dict)
    boxes: dict[str, str] = field(default_factory=dict)


def _choose(*texts: str) -> Callable[[Locator], None]:
    def answer(question: Locator) -> None:
        for text in texts:
            question.get_by_label(text, exact=True).check()

    return answer


def _type(text: str) -> Callable[[Locator], None]:
    return lambda question: question.get_by_role("textbox").fill(text)


def _match(question: Locator) -> None:
    for left, right in PAIRS.items():
        question.get_by_label(left, exact=True).select_option(label=right)


def _put_in_order(question: Locator) -> None:
    for place, step in enumerate(STEPS, start=1):
        question.get_by_label(step, exact=True).select_option(label=str(place))


def _fill_the_gaps(question: Locator) -> None:
    question.get_by_role("textbox").fill("dua")
    question.get_by_role("combobox").select_option(label="bergiliran")


QUESTIONS = [
    Asked(
        "Pilihan ganda, satu jawaban",
        "Siapa yang bicara lebih dulu?",
        _choose("Yang biasanya diam"),
        {"text": ["Yang biasanya diam", "Kepala dusun"], "mark": ["right", ""]},
    ),
    Asked(
        "Pilihan ganda, beberapa jawaban",
        "Apa yang menolong orang bicara?",
        _choose("Lingkaran kecil", "Waktu yang sama"),
        {
            "text": ["Lingkaran kecil", "Waktu yang sama", "Pengeras suara"],
            "mark": ["right", "right", ""],
        },
    ),
    Asked(
        "Pilihan ganda, beberapa jawaban",
        "Mana yang dicatat? Yang pertama lebih berat.",
        _choose("Kesepakatan", "Siapa mengerjakan apa"),
        {
            "text": ["Kesepakatan", "Siapa mengerjakan apa", "Siapa yang salah"],
            "mark": ["right", "right", ""],
            "weight": ["70", "30", "-50"],
        },
    ),
    Asked(
        "Benar atau salah",
        "Orang yang diam berarti setuju.",
        _choose("Salah"),
        {"mark": ["", "right"], "feedback": ["Tanyakan dulu.", ""]},
    ),
    Asked(
        "Isian singkat",
        "Apa nama rapat yang mencari kata sepakat?",
        # One slip, which the author forgives.
        _type("musyawarh"),
        {"text": ["Musyawarah"]},
        {"typos": "2"},
    ),
    Asked(
        "Angka",
        "Berapa menit giliran setiap orang?",
        _type("2,5"),
        {"text": ["2"], "tolerance": ["1"]},
        {"unit": "menit"},
    ),
    Asked(
        "Menjodohkan",
        "Siapa mengerjakan apa di rapat?",
        _match,
        {"left": list(PAIRS), "right": list(PAIRS.values())},
    ),
    Asked(
        "Mengurutkan", "Urutkan jalannya rapat.", _put_in_order, {"text": list(STEPS)}
    ),
    Asked(
        "Teks rumpang",
        "Lengkapi kalimatnya.",
        _fill_the_gaps,
        boxes={"text": "Beri {dua|2} menit, lalu bicara {bergiliran*|bersamaan}."},
    ),
    Asked(
        "Esai",
        "Bagaimana Anda memulai rapat berikutnya?",
        _type(ESSAY),
        boxes={"least_words": "5", "guide": "Ada langkah pertama yang nyata."},
    ),
]


def write(trainer: Walker, question: Asked) -> None:
    """On the page that asks of which kind it is."""
    trainer.follow(question.kind)
    trainer.fill("prompt", question.prompt)
    for column, texts in question.rows.items():
        boxes = trainer.page.locator(f"main [name=row-{column}]")
        for nth, text in enumerate(texts):
            _fill(boxes.nth(nth), text)
    for name, text in question.boxes.items():
        _fill(trainer.page.locator(f"main [name={name}]"), text)
    trainer.send("Simpan")


def _fill(box: Locator, text: str) -> None:
    if box.evaluate("box => box.tagName") == "SELECT":
        box.select_option(text)
    else:
        box.fill(text)


def answer_rightly(learner: Walker) -> None:
    """However questions and choices are shuffled."""
    for question in QUESTIONS:
        shown = learner.page.locator("main fieldset.question")
        question.answer(shown.filter(has_text=question.prompt))
