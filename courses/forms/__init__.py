"""The shape of what learners and trainers send."""

from courses.forms.afterwards import (
    AfterForm,
    WatchForm,
)
from courses.forms.asking import AnswerForm, AskForm
from courses.forms.assignments import AssignmentForm, WorkForm
from courses.forms.attendance import CodeWordForm, CorrectionForm, PaperListForm
from courses.forms.bank import BankFilters, CategoryForm
from courses.forms.certificates import (
    CheckForm,
    IssueAgainForm,
    ReissueForm,
    RevokeForm,
)
from courses.forms.cohorts import (
    ApplicationForm,
    BoardFilters,
    CodeForm,
    CohortFilter,
    CohortForm,
    PaceForm,
    ReasonForm,
)
from courses.forms.composing import (
    ActivityForm,
    CourseForm,
    ModuleForm,
    NewActivityForm,
    OrderForm,
)
from courses.forms.discussions import DiscussForm, DiscussionForm
from courses.forms.grades import BookFilters
from courses.forms.lessons import (
    LessonForm,
)
from courses.forms.library import (
    LibraryFilters,
    MediaForm,
)
from courses.forms.questions import QuestionForm
from courses.forms.quiz_rules import (
    DrawForm,
    GradeForm,
    PickForm,
    QuizRulesForm,
    SlotForm,
)
from courses.forms.quizzes import (
    PaperForm,
)
from courses.forms.releasing import (
    CONDITION_FORMS,
    ConditionForm,
)
from courses.forms.reports import (
    ReportForm,
    WhoForm,
)
from courses.forms.reviewing import PeerReviewForm, ReviewForm, ThanksForm
from courses.forms.rules import CompletionCorrectionForm, RulesForm
from courses.forms.series import (
    SeriesForm,
)
from courses.forms.surveys import AnswersForm, SurveyForm
from courses.forms.teams import TeamForm
from courses.forms.webinar_plans import WebinarPlanForm
from courses.forms.webinars import AttendanceRuleForm, CancelForm, WebinarForm
from courses.forms.worksheet_tasks import WorksheetTaskForm

__all__ = [
    "CONDITION_FORMS",
    "ActivityForm",
    "AfterForm",
    "AnswerForm",
    "AnswersForm",
    "ApplicationForm",
    "AskForm",
    "AssignmentForm",
    "AttendanceRuleForm",
    "BankFilters",
    "BoardFilters",
    "BookFilters",
    "CancelForm",
    "CategoryForm",
    "CheckForm",
    "CodeForm",
    "CodeWordForm",
    "CohortFilter",
    "CohortForm",
    "CompletionCorrectionForm",
    "ConditionForm",
    "CorrectionForm",
    "CourseForm",
    "DiscussForm",
    "DiscussionForm",
    "DrawForm",
    "GradeForm",
    "IssueAgainForm",
    "LessonForm",
    "LibraryFilters",
    "MediaForm",
    "ModuleForm",
    "NewActivityForm",
    "OrderForm",
    "PaceForm",
    "PaperForm",
    "PaperListForm",
    "PeerReviewForm",
    "PickForm",
    "QuestionForm",
    "QuizRulesForm",
    "ReasonForm",
    "ReissueForm",
    "ReportForm",
    "ReviewForm",
    "RevokeForm",
    "RulesForm",
    "SeriesForm",
    "SlotForm",
    "SurveyForm",
    "TeamForm",
    "ThanksForm",
    "WatchForm",
    "WebinarForm",
    "WebinarPlanForm",
    "WhoForm",
    "WorkForm",
    "WorksheetTaskForm",
]
