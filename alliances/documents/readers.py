"""The people of a document: what `Document.open_to` asks, the other way."""

from django.db.models import Q, QuerySet

from accounts.models import User
from alliances.documents.models import Document
from alliances.representation import society_of


def readers(document: Document) -> QuerySet[User]:
    people: QuerySet[User] = User.objects.active()
    inside = Q(stewardships__alliance=document.alliance_id)
    if document.circle == Document.Circle.MEMBERS:
        inside |= Q(audiences__name=document.alliance.audience_name)
    else:
        inside |= society_of(document.alliance_id)
    return people.filter(inside).distinct()
