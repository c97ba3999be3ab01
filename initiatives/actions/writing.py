"""Starting a worksheet and writing its steps."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from common.decisions import require
from initiatives import outline
from initiatives.actions import coursework
from initiatives.models import Step, Worksheet
from initiatives.permissions import can_edit, can_write_for
from network.models import Organization


class Overtaken(Exception):
    """Someone saved this step after the page was opened. `step` is what stands now."""

    def __init__(self, step: Step) -> None:
        super().__init__(str(step))
        self.step = step


@transaction.atomic
def start(
    *, author: User, title: str, organization: Organization | None = None
) -> Worksheet:
    """Begin a worksheet with its six steps empty."""
    require(can_write_for(author, organization))
    worksheet = Worksheet.objects.create(
        author=author, title=title, organization=organization
    )
    Step.objects.bulk_create(
        Step(worksheet=worksheet, number=number) for number in outline.NUMBERS
    )
    return worksheet


@transaction.atomic
def describe(
    *,
    writer: User,
    worksheet: Worksheet,
    title: str,
    organization: Organization | None = None,
) -> Worksheet:
    """Change what the worksheet is called and whom it is for."""
    worksheet = Worksheet.objects.select_for_update().get(pk=worksheet.pk)
    require(can_edit(writer, worksheet))
    if worksheet.organization != organization:
        require(can_write_for(worksheet.author, organization))
    worksheet.title = title
    worksheet.organization = organization
    worksheet.changed_at = timezone.now()
    worksheet.save(update_fields=["title", "organization", "changed_at"])
    return worksheet


@transaction.atomic
def save_step(
    *,
    writer: User,
    worksheet: Worksheet,
    number: int,
    content: outline.Content,
    base: int,
    page: UUID,
) -> Step:
    """Keep one step, or raise `Refused`, or `Overtaken` when the page had not seen it.

    The worksheet row is locked first, as in every action here: a step is not written
    while a mentor is being handed the whole.
    """
    worksheet = Worksheet.objects.select_for_update().get(pk=worksheet.pk)
    require(can_edit(writer, worksheet))
    step = Step.objects.select_for_update().get(worksheet=worksheet, number=number)
    if step.content == content:
        return step
    if step.revision != base and step.page != page:
        raise Overtaken(step)
    now = timezone.now()
    step.content = content
    step.is_complete = not outline.lacking(outline.step_of(number), content)
    step.revision += 1
    step.page = page
    step.saved_by = writer
    step.saved_at = now
    step.save()
    worksheet.changed_at = now
    worksheet.save(update_fields=["changed_at"])
    if step.is_complete:
        coursework.note_filled(worksheet)
    return step
