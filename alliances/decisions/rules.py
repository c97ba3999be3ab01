"""The rules a proposal may be decided by, each stated before anyone speaks."""

from dataclasses import dataclass
from fractions import Fraction

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """How one answers."""

    CONSENT = "consent", _("Mufakat")
    VOTE = "vote", _("Pemungutan suara")
    RANKED = "ranked", _("Pilihan berperingkat")


class Rule(TextChoices):
    """What makes a proposal agreed (glossary: aturan keputusan)."""

    CONSENSUS = "konsensus", _("Konsensus")
    UNANIMITY = "mufakat-bulat", _("Mufakat bulat")
    MAJORITY = "lebih-dari-separuh", _("Lebih dari separuh")
    TWO_THIRDS = "dua-pertiga", _("Dua pertiga")
    THREE_QUARTERS = "tiga-perempat", _("Tiga perempat")
    RANKED = "berperingkat", _("Pilihan berperingkat")

    @property
    def terms(self) -> "Terms":
        return TERMS[self]


class Answer(TextChoices):
    """Answers that are not one of the proposal's own options."""

    AGREE = "setuju", _("Setuju")
    RESERVE = "catatan", _("Setuju dengan catatan")
    OBJECT = "keberatan", _("Keberatan")
    YES = "ya", _("Ya")
    NO = "tidak", _("Tidak")
    ABSTAIN = "abstain", _("Abstain")


ANSWERS_OF_CONSENT = (Answer.AGREE, Answer.RESERVE, Answer.OBJECT, Answer.ABSTAIN)
ANSWERS_OF_VOTE = (Answer.YES, Answer.NO, Answer.ABSTAIN)
IN_FAVOR = (Answer.AGREE, Answer.RESERVE)
# What is not said without saying why.
WITH_REASON = (Answer.RESERVE, Answer.OBJECT)
# What a changed text leaves standing: nobody agreed to anything.
KEPT_WHEN_AMENDED = (Answer.OBJECT, Answer.ABSTAIN)


@dataclass(frozen=True)
class Terms:
    """`share` of the votes cast makes a vote pass; of all organisations that may speak,
    it overrules an objection. Without one no objection is overruled.
    """

    kind: Kind
    share: Fraction | None
    text: str | Promise
    # Whether exactly the share is too little.
    is_exceeded: bool = False

    def is_reached(self, part: int, whole: int) -> bool:
        if self.share is None or not whole:
            return False
        needed = self.share * whole
        return part > needed if self.is_exceeded else part >= needed


# With fewer ballots in a box, who cast one would know what the others chose.
LEAST_BALLOTS = 3

HALF, TWO_THIRDS, THREE_QUARTERS = Fraction(1, 2), Fraction(2, 3), Fraction(3, 4)
TERMS = {
    Rule.CONSENSUS: Terms(
        Kind.CONSENT,
        TWO_THIRDS,
        _(
            "Disepakati bila tidak ada keberatan yang tersisa. Keberatan dapat"
            " dikesampingkan, dengan alasan tertulis, hanya bila dua pertiga dari semua"
            " organisasi yang berhak menyatakan setuju. Keberatan organisasi yang"
            " keluar sendiri dari aliansi tidak menghalangi lagi; bila pengurus yang"
            " mengakhiri keanggotaannya, keberatannya tetap menghalangi."
        ),
    ),
    Rule.UNANIMITY: Terms(
        Kind.CONSENT,
        None,
        _(
            "Disepakati bila tidak ada satu pun keberatan. Keberatan tidak dapat"
            " dikesampingkan: naskahnya diubah, atau yang keberatan menariknya."
            " Keberatan organisasi yang keluar sendiri dari aliansi tidak menghalangi"
            " lagi; bila pengurus yang mengakhiri keanggotaannya, keberatannya tetap"
            " menghalangi, dan usulan serupa hanya dapat diajukan sebagai yang baru."
        ),
    ),
    Rule.MAJORITY: Terms(
        Kind.VOTE,
        HALF,
        _("Disepakati bila lebih dari separuh suara setuju. Abstain tidak dihitung."),
        is_exceeded=True,
    ),
    Rule.TWO_THIRDS: Terms(
        Kind.VOTE,
        TWO_THIRDS,
        _("Disepakati bila sedikitnya dua pertiga suara setuju, tanpa abstain."),
    ),
    Rule.THREE_QUARTERS: Terms(
        Kind.VOTE,
        THREE_QUARTERS,
        _("Disepakati bila sedikitnya tiga perempat suara setuju, tanpa abstain."),
    ),
    Rule.RANKED: Terms(
        Kind.RANKED,
        HALF,
        _(
            "Setiap organisasi mengurutkan pilihan. Yang paling sedikit dipilih gugur,"
            " suaranya pindah ke urutan berikutnya, sampai satu pilihan didukung lebih"
            " dari separuh suara yang masih berlaku."
        ),
        is_exceeded=True,
    ),
}
RULES_OF_CONSENT = tuple(
    rule for rule, terms in TERMS.items() if terms.kind == Kind.CONSENT
)
