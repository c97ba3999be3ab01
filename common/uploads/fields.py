"""A form's field for files: sent ahead in pieces, or with the form itself."""

from __future__ import annotations

import uuid
from collections.abc import Container
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from common.decisions import Refused
from common.files import ORDINARY, Family
from common.templatetags.lokadaya import kept
from common.uploads import actions
from common.uploads.models import Upload


class UploadsWidget(forms.Widget):
    """An ordinary file input; `static/js/upload.js` sends ahead what it is given."""

    needs_multipart_form = True
    takes_many = True
    families: Container[Family] = ORDINARY

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,
    ) -> SafeString:
        context = {
            "name": name,
            "attrs": tuple(self.build_attrs(self.attrs, attrs).items()),
            "takes_many": self.takes_many,
            "kinds": ", ".join(str(f.label) for f in Family if f in self.families),
        }
        if value:
            context["kept"] = value
            return render_to_string("components/uploads.html", context)
        return kept("components/uploads.html", **context)

    def value_from_datadict(
        self, data: Any, files: MultiValueDict[str, UploadedFile[bytes]], name: str
    ) -> dict[str, list[Any]]:
        return {
            "ahead": data.getlist(f"{name}_ahead") if hasattr(data, "getlist") else [],
            "along": files.getlist(name) if hasattr(files, "getlist") else [],
        }

    def use_required_attribute(self, initial: Any) -> bool:
        """Never: what was sent ahead leaves the input empty, and no form would go."""
        return False

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False


class UploadsField(forms.Field):
    """A list of complete uploads of one person, none of them kept yet.

    What anybody sends may be ordinary; `families` says where it has to be otherwise.
    """

    widget = UploadsWidget

    def __init__(
        self,
        *,
        owner: Any,
        most: int = 5,
        families: Container[Family] = ORDINARY,
        **options: Any,
    ) -> None:
        self.owner, self.most, self.families = owner, most, families
        options.setdefault("required", False)
        super().__init__(**options)
        self.widget.takes_many = most > 1
        self.widget.families = families

    def prepare_value(self, value: Any) -> list[Upload]:
        """Shown again with a form that was refused: what came ahead of it stays, as
        does what a form begins with.
        """
        if not isinstance(value, dict):
            return list(value or [])
        return self._found([key for key in map(_as_key, value["ahead"]) if key])

    def clean(self, value: Any) -> list[Upload]:
        value = value or {"ahead": [], "along": []}
        if len(value["ahead"]) + len(value["along"]) > self.most:
            raise ValidationError(
                _("Paling banyak %(most)s berkas."), params={"most": self.most}
            )
        ahead = self._sent_ahead(value["ahead"])
        return ahead + [self._taken(file) for file in value["along"]]

    def _sent_ahead(self, keys: list[str]) -> list[Upload]:
        found = self._found([key for key in map(_as_key, keys) if key])
        if len(found) < len(set(keys)):
            raise ValidationError(
                _("Satu berkas belum lengkap atau sudah kedaluwarsa. Kirim lagi.")
            )
        for upload in found:
            actions.require_family(upload, self.families)
        return found

    def _found(self, keys: list[uuid.UUID]) -> list[Upload]:
        mine = Upload.objects.owned_by(self.owner).unkept().complete()
        return list(mine.filter(pk__in=keys))

    def _taken(self, file: UploadedFile[bytes]) -> Upload:
        try:
            return actions.take(owner=self.owner, file=file, allowed=self.families)
        except Refused as refusal:
            raise ValidationError(str(refusal)) from refusal


def _as_key(value: Any) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(value))
    except ValueError:
        return None
