"""Pictures that come with questions: into the library of their course, each once."""

import io
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePath

from accounts.models import User
from common.files import Family
from courses import pictured
from courses.actions import library
from courses.exchange.drafts import NAMED, Draft, Enclosed
from courses.models import Course, Media
from courses.models.media import place_of, public_files

# As our own export names them.
OURS = re.compile(rf"({pictured.KEY})-(\d+)\.webp")


class Shelf:
    """What of some drafts' pictures a course has. The shared bank has no library."""

    def __init__(self, course: Course | None, drafts: Iterable[Draft]) -> None:
        self._course = course
        self._there: dict[Enclosed, Media] = {}
        pictures = {picture for draft in drafts for picture in draft.pictures}
        if course is not None and pictures:
            self._find(course, pictures)

    def placed(self, draft: Draft) -> Draft:
        """The draft, naming the pictures as the library does; those to come stay."""
        if not draft.pictures:
            return draft
        known = {picture.name: picture for picture in draft.pictures}

        def place(named: re.Match[str]) -> str:
            picture = known.get(named["name"])
            if picture is None:
                return named[0]
            if self._course is None:
                return named["alt"]
            media = self._there.get(picture)
            return pictured.code_for(media, named["alt"]) if media else named[0]

        return replace(
            draft,
            prompt=NAMED.sub(place, draft.prompt),
            explanation=NAMED.sub(place, draft.explanation),
        )

    def add(self, author: User, draft: Draft) -> None:
        """Take in what the library does not have yet."""
        if self._course is None:
            return
        alts = {
            named["name"]: named["alt"]
            for named in NAMED.finditer(f"{draft.prompt}\n{draft.explanation}")
        }
        for picture in draft.pictures:
            if picture not in self._there and picture.name in alts:
                self._there[picture] = library.add_file(
                    author=author,
                    course=self._course,
                    file=io.BytesIO(picture.content),
                    title=(alts[picture.name] or PurePath(picture.name).stem)[:160],
                    alt=alts[picture.name][:300],
                )

    def _find(self, course: Course, pictures: set[Enclosed]) -> None:
        digests = {
            each: library.digest_of(io.BytesIO(each.content)) for each in pictures
        }
        shown = Media.objects.filter(course=course, family=Family.PICTURE)
        by_digest = {m.digest: m for m in shown.filter(digest__in=digests.values())}
        keys = {each: OURS.fullmatch(each.name) for each in pictures}
        named = [found[1] for found in keys.values() if found]
        by_key = {str(media.key): media for media in shown.filter(key__in=named)}
        for each in pictures:
            media = by_digest.get(digests[each])
            ours = keys[each]
            if media is None and ours is not None:
                media = by_key.get(ours[1])
                if media is not None and not _holds(media, each):
                    media = None
            if media is not None:
                self._there[each] = media


def _holds(media: Media, picture: Enclosed) -> bool:
    """Whether it is one of the widths that we made of it."""
    name = place_of(media, picture.name)
    if not public_files().exists(name):
        return False
    with public_files().open(name) as file:
        return bool(file.read() == picture.content)
