"""Reading Aiken: a question, its choices A to Z, and which of them is right.

After https://docs.moodle.org/en/Aiken_format. A question may take more than one line;
it ends where its answer is named.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from courses.exchange.drafts import Draft, Found, settled
from courses.questions import Mistaken

# After a bracket the space may be missing, but not after a point: "A.D. 79".
CHOICE = re.compile(r"^([A-Z])(?:\)\s*|\.\s+)(\S.*)$")
ANSWER = re.compile(r"^(?:ANSWER|JAWABAN)\s*:\s*([A-Z])\s*$", re.IGNORECASE)
# Some exports add a line to explain.
FEEDBACK = re.compile(r"^(?:FEEDBACK|PENJELASAN)\s*:\s*(.*)$", re.IGNORECASE)


@dataclass
class Question:
    line: int
    prompt: list[str] = field(default_factory=list)
    choices: list[tuple[str, str]] = field(default_factory=list)
    right: str = ""
    explanation: str = ""


def is_aiken(text: str) -> bool:
    """A line that names the right choice is the sign of it."""
    return any(ANSWER.match(line.strip()) for line in text.split("\n"))


def read(text: str) -> Iterator[Found]:
    question: Question | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        said = line.strip()
        if not said:
            continue
        if question is not None and question.right:
            explained = FEEDBACK.match(said)
            if explained:
                question.explanation = explained[1]
                continue
            yield _found(question)
            question = None
        question = question or Question(number)
        _take(question, said)
    if question is not None:
        yield _found(question)


def _take(question: Question, said: str) -> None:
    """What stands in a line that is not empty."""
    if answer := ANSWER.match(said):
        question.right = answer[1].upper()
    elif choice := CHOICE.match(said):
        question.choices.append((choice[1], choice[2].strip()))
    elif question.choices:
        letter, text = question.choices[-1]
        question.choices[-1] = (letter, f"{text}\n{said}")
    else:
        question.prompt.append(said)


def _found(question: Question) -> Found:
    about = " ".join(" ".join(question.prompt).split())[:140]
    try:
        draft = _draft(question)
    except Mistaken as mistake:
        return Found(question.line, about, None, (str(mistake),))
    return settled(question.line, about, draft, [])


def _draft(question: Question) -> Draft:
    if not question.right:
        raise Mistaken(_("Tidak ada baris ANSWER yang menyebut jawabannya."))
    letters = [letter for letter, _text in question.choices]
    if question.right not in letters:
        raise Mistaken(
            _("Jawabannya %(letter)s, padahal pilihan itu tidak ada.")
            % {"letter": question.right}
        )
    if len(set(letters)) < len(letters):
        raise Mistaken(_("Ada dua pilihan dengan huruf yang sama."))
    choices = [
        {"text": text, "is_right": letter == question.right}
        for letter, text in question.choices
    ]
    prompt = "\n".join(question.prompt)
    return Draft("single", prompt, {"choices": choices}, question.explanation)
