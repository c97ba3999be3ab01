"""A bank of questions as a file for other systems, and what that file cannot hold."""

from dataclasses import dataclass, field

from courses.exchange import Draft, gift_writing
from courses.models import Course, Question


@dataclass
class Sheet:
    """The file, how many questions are in it, and those that it has no form for."""

    blocks: list[str] = field(default_factory=list)
    count: int = 0
    left: list[Question] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.blocks)

    @property
    def size(self) -> int:
        """In bytes, as people are told before they fetch it."""
        return len(self.text.encode())


def gift_sheet(course: Course | None, *, category: str = "") -> Sheet:
    """All that is not in the archive, by category; two queries at most."""
    asked = Question.objects.of_bank(course).asked().for_bank()
    sheet = Sheet()
    last = None
    for question in asked.matching(category=category):
        version = question.current
        if version is None:
            continue
        block = gift_writing.write(
            Draft(
                version.kind,
                version.prompt,
                version.body,
                version.explanation,
                name=question.name,
            )
        )
        if block is None:
            sheet.left.append(question)
            continue
        if question.category_id != last:
            last = question.category_id
            sheet.blocks.append(gift_writing.category(question.category.title))
        sheet.blocks.append(block)
        sheet.count += 1
    return sheet
