"""What is new in a reply: without what it quotes, and without its signature.

Read line by line, in time that grows with the text alone
(docs/decisions/0201-replies-are-read-by-line.md).
"""

import re
from email.message import EmailMessage, MIMEPart
from html.parser import HTMLParser

# More of a mail is not read. What takes answers refuses long before, with the words.
LONGEST = 100_000
# Ours, at the top of every mail that can be answered.
OUR_LINE = "###"

# "Pada Sen, 3 Nov 2025 pukul 10.12 Lokadaya <balas@…> menulis:", over up to four lines.
# People write sentences like it: a program's has an address, or a date with its time.
WROTE_BEGINS = re.compile(r"^[>\s-]*(?:Pada|On|Am|Op|Le)\b", re.IGNORECASE)
WROTE = re.compile(
    WROTE_BEGINS.pattern + r".{4,400}?"
    r"\b(?:menulis|tulis|wrote|schrieb|schreef|a écrit)\s*(?::[\s-]*|-{2,}\s*)$",
    re.IGNORECASE,
)
WROTE_LINES = 4
ADDRESS = re.compile(r"[<\[(][^\s<>]*@[^\s<>]*[>\])]")
DATE = re.compile(r"\b(?:(?:19|20)\d\d|\d{1,2}[/.-]\d{1,2}[/.-]\d\d)\b")
CLOCK = re.compile(r"\b\d{1,2}[.:]\d\d\b")
OLD_MAIL = re.compile(
    r"^[>\s]*(?:_{10,}|-{2,}\s*(?:Original Message|Pesan Asli|Pesan asli"
    r"|Forwarded message|Pesan yang diteruskan|Pesan terusan)\s*-{2,})\s*$",
    re.IGNORECASE,
)
# Outlook writes the head of the old mail, in the language of its menus. People write
# "Dari:" and "Untuk:" too: a program's has an address, or says when it was sent.
HEAD = re.compile(r"^[>\s*]*(?:From|Dari)\s*:", re.IGNORECASE)
HEAD_REST = re.compile(
    r"^[>\s*]*(?:Sent|Date|To|Subject|Dikirim|Terkirim|Tanggal|Kepada|Ke|Untuk"
    r"|Perihal|Subjek)\s*:",
    re.IGNORECASE,
)
HEAD_SENT = re.compile(r"^[>\s*]*(?:Sent|Date|Dikirim|Terkirim)\s*:", re.IGNORECASE)
HEAD_LINES = 4
SIGNATURE = re.compile(r"^(?:--\s?|—\s?|__)$")
# "Dikirim dari ponsel Xiaomi saya". What goes by post or by a neighbor is said with the
# same verbs: a phone's line names a device or a program, and nothing else.
SENT_BY = re.compile(
    r"^(?:Sent (?:from|via|with)|Get(?= Outlook)|Dapatkan(?= Outlook)"
    r"|Dikirim (?:dari|lewat|melalui|dengan|menggunakan)"
    r"|(?:Terkirim|Kirim|Diposting|Ditulis) dari|(?=Yahoo Mail\b))",
    re.IGNORECASE,
)
DEVICES = {
    *("iphone", "ipad", "ios", "android", "samsung", "galaxy", "xiaomi", "redmi"),
    *("poco", "oppo", "vivo", "realme", "huawei", "infinix", "nokia", "asus", "itel"),
    *("outlook", "gmail", "yahoo", "proton", "blackberry", "windows", "hp", "ponsel"),
    *("handphone", "smartphone", "tablet", "phone", "perangkat", "device"),
}
BESIDE_DEVICES = {
    *("my", "saya", "di", "dari", "untuk", "on", "for", "from", "mail", "email"),
    *("e-mail", "aplikasi", "app", "mobile", "seluler", "cerdas", "pintar", "secure"),
    *("note", "pro", "plus", "max", "mini", "ultra", "lite", "5g"),
    *("search", "organize", "conquer"),
}


def new_words(message: EmailMessage, *, signed: bool = False) -> str:
    """What the person wrote; empty where all of it was written before. What ends like a
    signature stays with `signed`.
    """
    plain = message.get_body(("plain",))
    if plain is not None:
        text = _decoded(plain)
        if text.strip():
            return without_old(text, signed=signed)
    html = message.get_body(("html",))
    return without_old(from_html(_decoded(html)), signed=signed) if html else ""


def _decoded(part: MIMEPart) -> str:
    """In the alphabet that it names, else as most mails are; without NUL, which no
    database takes.
    """
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    named = part.get_content_charset("utf-8")
    tried = ((named, "strict"), ("utf-8", "strict"), (named, "replace"))
    for charset, errors in tried:
        try:
            return content.decode(charset, errors).replace("\0", "")
        except (LookupError, ValueError):
            continue
    return content.decode("latin-1").replace("\0", "")


def without_old(text: str, *, signed: bool = False) -> str:
    lines = text[:LONGEST].replace("\r\n", "\n").replace("\u00a0", " ").split("\n")
    start, end = _old_part(lines)
    # Written above what it answers or, as some do, below.
    below = [line for line in lines[end:] if not line.lstrip().startswith(">")]
    for written in (lines[:start], below):
        own = written if signed else _without_signature(written)
        if said := "\n".join(own).strip():
            return said
    return ""


def _old_part(lines: list[str]) -> tuple[int, int]:
    """Where the old mail begins, and where its heading ends."""
    for at, line in enumerate(lines):
        if line.rstrip().endswith(OUR_LINE):
            return at, len(lines)
        if OLD_MAIL.match(line):
            return at, len(lines)
        if HEAD.match(line) and _is_head(lines[at : at + HEAD_LINES]):
            return at, len(lines)
        if length := _heading(lines[at : at + WROTE_LINES]):
            return at, at + length
    end = len(lines)
    while end and (not lines[end - 1].strip() or lines[end - 1].startswith(">")):
        end -= 1
    return end, len(lines)


def _is_head(lines: list[str]) -> bool:
    """Whether a program wrote these, above the mail that it quotes."""
    rest = [line for line in lines[1:] if HEAD_REST.match(line)]
    has_address = any(map(ADDRESS.search, [lines[0], *rest]))
    is_dated = any(
        DATE.search(line) and CLOCK.search(line)
        for line in rest
        if HEAD_SENT.match(line)
    )
    return bool(rest) and (has_address or is_dated)


def _heading(lines: list[str]) -> int:
    """Over how many of these lines a program says who wrote; 0 where it does not."""
    if not WROTE_BEGINS.match(lines[0]):
        return 0
    for length in range(1, len(lines) + 1):
        last = lines[length - 1]
        # A sentence before a heading is no part of it.
        if length > 1 and (not last.strip() or WROTE_BEGINS.match(last)):
            return 0
        said = " ".join(lines[:length])[:600]
        if WROTE.match(said):
            is_dated = DATE.search(said) and CLOCK.search(said)
            return length if is_dated or ADDRESS.search(said) else 0
    return 0


def _without_signature(lines: list[str]) -> list[str]:
    for at, line in enumerate(lines):
        if SIGNATURE.match(line):
            lines = lines[:at]
            break
    lines = _trimmed(lines)
    if lines and _is_of_a_phone(lines[-1].strip()):
        lines = _trimmed(lines[:-1])
    return lines


def _is_of_a_phone(line: str) -> bool:
    begun = SENT_BY.match(line)
    if not begun:
        return False
    # "<https://…>" may follow; a model has a number.
    named = re.findall(r"[\w-]+", line[begun.end() :].partition("<")[0].casefold())
    return any(word in DEVICES for word in named) and all(
        word in DEVICES | BESIDE_DEVICES or re.search(r"\d", word) for word in named
    )


def _trimmed(lines: list[str]) -> list[str]:
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    return lines[:end]


BLOCKS = {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "ul", "ol", "table", "hr"}
VOID = {"br", "hr", "img", "meta", "link", "input", "col", "wbr", "base", "area"}
UNSEEN = {"head", "style", "script", "title", "blockquote"}
# How Gmail, Yahoo, Thunderbird, Apple and Outlook mark what they quote or add.
MARKED = (
    *("gmail_quote", "gmail_signature", "gmail_attr", "yahoo_quoted"),
    *("moz-cite-prefix", "moz-signature", "AppleMailSignature", "ms-outlook-mobile"),
)
# "<![if !mso]>" and the like, which the reader trips over.
SECTION = re.compile(r"<!\[[^>]*>")
OUTLOOK = ("appendonsend", "divRplyFwdMsg", "mail-editor-reference-message-container")


def from_html(html: str) -> str:
    """The words as lines; what the mail program marks as quoted is left out."""
    reader = _Reader()
    reader.feed(SECTION.sub("", html[: LONGEST * 2]))
    reader.close()
    return "".join(reader.said)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        # Open elements below, and with, one that is left out.
        self.left_out = 0
        self.over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = " ".join(v for k, v in attrs if k in ("id", "class") and v)
        self.over = self.over or any(mark in named for mark in OUTLOOK)
        unseen = tag in UNSEEN or any(mark in named for mark in MARKED)
        if tag in VOID:
            if tag in BLOCKS:
                self._say("\n")
        elif self.left_out or unseen:
            self.left_out += 1
        elif tag in BLOCKS:
            self._say("\n- " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        if self.left_out and tag not in VOID:
            self.left_out -= 1

    def handle_data(self, data: str) -> None:
        if data.strip():
            self._say(re.sub(r"\s+", " ", data))

    def _say(self, words: str) -> None:
        if not self.left_out and not self.over:
            self.said.append(words)
