"""The people of a document: what `Document.open_to` asks, the other way."""

from django.db.models import QuerySet

from accounts.models import User
from alliances.documents.models import Document
from alliances.representation import listed_in, society_of, stewards_of


def readers(document: Document) -> QuerySet[User]:
    is_for_all = document.circle == Document.Circle.MEMBERS
    stewards = stewards_of(document.alliance_id, for_society=not is_for_all)
    if is_for_all:
        others = listed_in(document.alliance.audience_name)
    else:
        others = society_of(document.alliance_id)
    keys = stewards.union(others)
    people: QuerySet[User] = User.objects.active().filter(pk__in=keys)
    return people
