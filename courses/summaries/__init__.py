"""What pages show of courses and progress, read from several models at once."""

from courses.summaries.board import Board, Row, board, rows
from courses.summaries.changes import changes
from courses.summaries.learning import (
    Learning,
    Resume,
    learners_waiting,
    learning_of,
    mentors_of,
    resume,
    waiting_for,
)
from courses.summaries.marking import marking_waits_for, piles_in
from courses.summaries.outline import Outline, Part, Step, brief_outline, outline
from courses.summaries.workbench import Bench, Workbench, workbench

__all__ = [
    "Bench",
    "Board",
    "Learning",
    "Outline",
    "Part",
    "Resume",
    "Row",
    "Step",
    "Workbench",
    "board",
    "brief_outline",
    "changes",
    "learners_waiting",
    "learning_of",
    "marking_waits_for",
    "mentors_of",
    "outline",
    "piles_in",
    "resume",
    "rows",
    "waiting_for",
    "workbench",
]
