"""The shape of what learners and trainers send."""

from courses.forms.cohorts import (
    BoardFilters,
    PaceForm,
)
from courses.forms.lessons import (
    LessonForm,
)
from courses.forms.quizzes import (
    QuizForm,
)
from courses.forms.series import SeriesForm
from courses.forms.webinars import (
    CancelForm,
    CodeWordForm,
    CorrectionForm,
    WebinarForm,
)

__all__ = [
    "BoardFilters",
    "CancelForm",
    "CodeWordForm",
    "CorrectionForm",
    "LessonForm",
    "PaceForm",
    "QuizForm",
    "SeriesForm",
    "WebinarForm",
]
