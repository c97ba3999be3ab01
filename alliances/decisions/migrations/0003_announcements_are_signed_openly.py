"""What announced a proposal in a room no longer says whose pseudonym it came from."""

import re

from django.db import migrations

ANNOUNCED = (
    r"^(Usulan baru untuk dimusyawarahkan|A new proposal to decide together"
    r"|Usulan ini ditarik|This proposal has been withdrawn"
    r"|Musyawarah selesai|Decision closed): \["
)
LINK = re.compile(r"\]\(/aliansi/[^/]+/musyawarah/(\d+)/\)")


def sign_openly(apps, schema_editor):
    """A proposal names who opened and closed it: signed with a pseudonym, the word of
    it said whose that is. Their own words under the pseudonym stay as they are, also
    those that lead to a proposal.
    """
    events = apps.get_model("alliances", "RoomEvent").objects
    proposals = apps.get_model("musyawarah", "Proposal").objects
    masked = events.filter(
        kind="message", pseudonym__isnull=False, body__regex=ANNOUNCED
    )
    for event in masked.select_related("pseudonym").iterator():
        link = LINK.search(event.body)
        proposal = proposals.filter(pk=link[1]).first() if link else None
        mask = event.pseudonym
        if proposal is None or mask.person_id not in (
            proposal.opened_by_id,
            proposal.closed_by_id,
        ):
            continue
        openly = {"author": mask.person_id, "pseudonym": None}
        events.filter(pk=event.pk).update(**openly)
        altered = events.filter(target=event.pk, pseudonym=mask)
        altered.filter(kind__in=["edit", "deletion"]).update(**openly)


class Migration(migrations.Migration):

    dependencies = [
        ("alliances", "0010_who_ended_a_membership"),
        ("musyawarah", "0002_subject_versions"),
    ]

    operations = [
        migrations.RunPython(sign_openly, migrations.RunPython.noop),
    ]
