"""The field in which authors write rich text, whichever editor that is.

The field is a plain textarea of HTML; `static/js/editor.js` puts CKEditor over it where
there is room for one. Another editor is one change here and one there. What is written
is cleaned by `common.richtext` when it is stored, never trusted from here.
"""

import json
from collections.abc import Callable
from typing import Any, TypeVar, cast

from csp.decorators import csp_update
from django import forms
from django.http import HttpResponse
from django.templatetags.static import static
from django.utils.html import linebreaks
from django.utils.translation import get_language

# What the editor lets through is what `common.richtext` keeps.
CONFIG: dict[str, Any] = {
    "versionCheck": False,
    "removePlugins": (
        "flash,iframe,codesnippetgeshi,exportpdf,scayt,wsc,sourcearea,sourcedialog,"
        "wysiwygarea,elementspath,about,forms,smiley,image,uploadimage,div,templates"
    ),
    "extraPlugins": "divarea,autolink",
    "allowedContent": (
        "h2 h3 h4 p br hr strong em u s sub sup ul li blockquote footer cite code pre"
        " figure figcaption table caption thead tbody tfoot tr dl dt dd;"
        "ol[start];a[!href,title];img[!src,alt,width,height];abbr[title];"
        "th[scope,colspan,rowspan];td[colspan,rowspan]"
    ),
    "format_tags": "p;h2;h3;h4;pre",
    "toolbar": [
        ["Format"],
        ["Bold", "Italic"],
        ["NumberedList", "BulletedList", "Blockquote"],
        ["Link", "Unlink", "Table", "HorizontalRule"],
        ["RemoveFormat", "Undo", "Redo"],
    ],
    "removeDialogTabs": "link:upload;link:advanced;link:target;table:advanced",
    "linkShowAdvancedTab": False,
    "linkShowTargetTab": False,
    "linkDefaultProtocol": "https://",
    "entities": False,
    "basicEntities": True,
    "height": "60vh",
    "disableNativeSpellChecker": False,
    "stylesSet": False,
    "customConfig": "",
    "contentsCss": [],
    "title": False,
}

# What the pages that load the editor may do beyond the site's own policy: handlers and
# styles written into elements, as its toolbar is made of. Scripts stay files of ours.
CONTENT_SECURITY_POLICY = {
    "script-src-attr": ["'unsafe-inline'"],
    "style-src": ["'unsafe-inline'"],
}
View = TypeVar("View", bound=Callable[..., HttpResponse])


def allowed(view: View) -> View:
    """A page that may load the editor."""
    return cast(View, csp_update(CONTENT_SECURITY_POLICY)(view))


class RichTextarea(forms.Textarea):
    """A textarea that says how an editor is to be put over it."""

    def __init__(self) -> None:
        super().__init__(attrs={"rows": 20, "spellcheck": "true"})

    def build_attrs(
        self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        config = {**CONFIG, "language": get_language()}
        return {
            **super().build_attrs(base_attrs, extra_attrs),
            "data-editor": json.dumps(config),
            "data-editor-base": static("ckeditor/ckeditor/"),
        }


class RichTextField(forms.CharField):
    """HTML from an author. Text without any tag gets its paragraphs."""

    widget = RichTextarea

    def clean(self, value: Any) -> str:
        written: str = super().clean(value)
        return written if "<" in written else linebreaks(written)
