"""What musyawarah knows of a person: what they proposed, wrote, and said for others.

What an organisation decided stays; who spoke for it is forgotten. Of an anonymous
ballot nothing is known that could be told (docs/protocols/ballots.md).
"""

from django.db.models import Model
from django.utils.translation import gettext_lazy

from accounts.models import User
from alliances.decisions.models import Proposal, ProposalText, Proxy, Stand
from common.personal import Chapter, Known, offer, rows

KNOWN_BY: tuple[tuple[type[Model], str], ...] = (
    (Proposal, "opened_by"),
    (Proposal, "closed_by"),
    (ProposalText, "written_by"),
    (Stand, "cast_by"),
    (Stand, "overruled_by"),
    (Proxy, "given_by"),
)


def tell(person: User) -> Known:
    return {
        "usulan yang diajukan": rows(
            Proposal.objects.filter(opened_by=person).order_by("opened_at"),
            aliansi="alliance__name",
            judul="title",
            dibuka="opened_at",
            ditutup="closed_at",
        ),
        "naskah usulan yang ditulis": rows(
            ProposalText.objects.filter(written_by=person).order_by("created_at"),
            usulan="proposal__title",
            versi="number",
            naskah="body",
            alasan="because",
            ditulis="created_at",
        ),
        "sikap yang dinyatakan": rows(
            Stand.objects.filter(cast_by=person).order_by("created_at"),
            usulan="voice__proposal__title",
            atas_nama="voice__organization__name",
            sikap="choice",
            alasan="reason",
            dinyatakan="created_at",
        ),
        "hasil musyawarah yang ditulis": rows(
            Proposal.objects.filter(closed_by=person).order_by("closed_at"),
            usulan="title",
            hasil="outcome_text",
            alasan_ditarik="withdrawn_because",
        ),
        "keberatan yang dikesampingkan": rows(
            Stand.objects.filter(overruled_by=person).order_by("overruled_at"),
            usulan="voice__proposal__title",
            alasan="overruled_because",
        ),
        "kuasa yang diberikan": rows(
            Proxy.objects.filter(given_by=person).order_by("created_at"),
            dari="giver__name",
            kepada="holder__name",
            diberikan="created_at",
            berakhir="ended_at",
        ),
    }


def forget(person: User) -> None:
    for model, field in KNOWN_BY:
        model._default_manager.filter(**{field: person}).update(**{field: None})


offer(Chapter("musyawarah", gettext_lazy("Musyawarah Anda di aliansi"), tell, forget))
