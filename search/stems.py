"""Words and their stems: `berkelanjutan` and `keberlanjutan` are both `lanjut`.

Sastrawi knows the affixes of Indonesian and takes half a millisecond for a word, so a
process remembers the words it has met.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from Sastrawi.Stemmer.Stemmer import Stemmer
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

REMEMBERED = 100_000
LONGEST = 40
WORD = re.compile(r"[^\W_]+")
# They stand in every text, and nobody looks for them. Sastrawi's own list is too long:
# it leaves out `ibu`, `masalah` and `kerja`.
LITTLE = """
ada adalah agar akan anda antara apa atau bagi bahwa bila bisa dalam dan dapat dari
dengan di dia hingga ia ini itu jika juga kah kalau kami karena ke kepada kita lagi
lah lalu lebih maka mereka namun nya oleh pada para pun saat saja sampai saya se
sebagai sedang seperti serta sudah tapi telah tentang tetapi tidak untuk yaitu yang
"""


def words(text: str) -> Iterator[re.Match[str]]:
    """Each word with its place; `gotong-royong` is two."""
    return WORD.finditer(text)


def stems(text: str) -> list[str]:
    """What the words of a text stand for, in their order, the little ones left out."""
    found = (stem(word[0]) for word in words(text))
    return [each for each in found if each]


@lru_cache(maxsize=REMEMBERED)
def stem(word: str) -> str:
    """What a word stands for; nothing for `yang` and `di`."""
    plain = unicodedata.normalize("NFKC", word).lower()
    if len(plain) > LONGEST or plain in _little():
        return ""
    return _stemmer().stem(plain) if plain.isascii() and plain.isalpha() else plain


@cache
def _stemmer() -> Stemmer:
    """The plain one: the factory's would forget nothing, ever."""
    made: Stemmer = StemmerFactory().create_stemmer(isDev=False).delegatedStemmer
    return made


@cache
def _little() -> frozenset[str]:
    return frozenset(LITTLE.split())
