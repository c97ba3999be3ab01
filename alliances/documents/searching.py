"""Documents of alliances, as the search finds them."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances.documents.models import Document, Section
from common import richtext
from search.sources import Said, Source, Told, searchable


@searchable
class Documents(Source):
    """What is published is found by the words that the public reads, whatever is being
    written by now; what is not, by its writers.
    """

    kind, slug = "documents.document", "naskah"
    label, icon = _("Naskah aliansi"), "file"

    def things(self) -> QuerySet[Document]:
        standing = Prefetch("sections", Section.objects.standing())
        found = Document.objects.select_related("alliance", "published")
        return found.prefetch_related(standing)

    def visible_to(self, user: User | AnonymousUser) -> QuerySet[Document]:
        return Document.objects.visible_to(user)

    def say(self, things: Sequence[Document]) -> Iterable[Said]:
        for document in things:
            title, summary, sections = _words(document)
            said = (f"{name}. {richtext.plain(body)}" for name, body in sections)
            yield Said(
                thing=document.pk,
                title=title,
                text=" · ".join(filter(None, [summary, *said])),
                url=document.get_absolute_url(),
                at=document.changed_at,
                is_open=document.is_published,
            )

    def tell(self, things: Sequence[int]) -> dict[int, Told]:
        found = Document.objects.filter(pk__in=things)
        names = found.values_list("pk", "alliance__name")
        return {pk: Told(about=name) for pk, name in names}


def _words(document: Document) -> tuple[str, str, list[tuple[str, str]]]:
    """Title, summary, and the sections with their titles."""
    version = document.published
    if version is None:
        standing = [(each.title, each.body) for each in document.sections.all()]
        return document.title, document.summary, standing
    fixed = [(each["title"], each["body"]) for each in version.sections]
    return version.title, str(version.content["summary"]), fixed
