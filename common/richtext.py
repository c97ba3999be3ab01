"""The one place where HTML that people wrote becomes HTML that we show.

Authors' HTML (CKEditor) and Markdown (forum, rooms, fixtures) both end in nh3. What is
stored is already clean; what is shown was cleaned when it was stored.
"""

import re
from html import unescape

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML

AUTHOR_TAGS = {
    *(
        "p",
        "br",
        "hr",
        "h2",
        "h3",
        "h4",
        "strong",
        "em",
        "b",
        "i",
        "u",
        "s",
        "sub",
        "sup",
    ),
    *("ul", "ol", "li", "blockquote", "footer", "cite", "code", "pre", "a", "img"),
    *("figure", "figcaption", "table", "caption", "thead", "tbody", "tfoot", "tr"),
    *("th", "td", "abbr", "dl", "dt", "dd"),
}
AUTHOR_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
    "abbr": {"title"},
}
PUBLIC_TAGS = AUTHOR_TAGS - {"img", "figure", "figcaption"}
SCHEMES = {"http", "https", "mailto", "tel"}
BARE_ADDRESS = re.compile(r"(?<![\w\"'(<\[])https?://[^\s<>\"]*[^\s<>\".,;:!?)\]]")
# What XML has no way to say, and so no paper, feed or package.
UNSAID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
EMPTY_PARAGRAPH = re.compile(r"<p>(?:\s|&nbsp;|\u00a0|<br>)*</p>")


def _parser(*, breaks: bool) -> MarkdownIt:
    options = {"html": False, "breaks": breaks}
    parser = MarkdownIt("commonmark", options, renderer_cls=RendererHTML)
    return parser.enable(["table", "strikethrough"])


_markdown = _parser(breaks=False)
_markdown_with_breaks = _parser(breaks=True)


def clean(html: str) -> str:
    """HTML from an author, reduced to what lessons and documents may hold."""
    return _clean(html, AUTHOR_TAGS)


def from_markdown(text: str, *, pictures: bool = False, breaks: bool = False) -> str:
    """Markdown from anyone, as clean HTML. Raw HTML inside it is shown as text.

    With `breaks` a new line is a new line, as people who write plain text expect.
    """
    parser = _markdown_with_breaks if breaks else _markdown
    rendered = parser.render(text)
    return _clean(rendered, AUTHOR_TAGS if pictures else PUBLIC_TAGS)


def from_plain(text: str) -> str:
    """What people write into a plain field: Markdown, and bare addresses are links."""
    return from_markdown(BARE_ADDRESS.sub(r"<\g<0>>", text), breaks=True)


def sayable(text: str) -> str:
    """Without the signs that control and say nothing."""
    return UNSAID.sub("", text)


def plain(html: str) -> str:
    """The words alone, for excerpts, mail and search."""
    spaced = re.sub(r"</(p|li|h\d|td|th|tr|blockquote)>|<br>", " ", html)
    return " ".join(unescape(nh3.clean(spaced, tags=set())).split())


def _clean(html: str, tags: set[str]) -> str:
    cleaned = _reduced(html, tags)
    if UNSAID.search(cleaned):
        # Again: without them it may say what was not seen at first.
        cleaned = _reduced(sayable(cleaned), tags)
    return EMPTY_PARAGRAPH.sub("", cleaned)


def _reduced(html: str, tags: set[str]) -> str:
    return nh3.clean(
        html,
        tags=tags,
        attributes=AUTHOR_ATTRIBUTES,
        # A table wider than the phone is scrolled; without a mouse by its arrow keys.
        set_tag_attribute_values={"table": {"tabindex": "0"}},
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer nofollow",
        clean_content_tags={"script", "style", "iframe", "object", "noscript"},
    )
