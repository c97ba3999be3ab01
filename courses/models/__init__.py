"""Courses, what they hold, who takes them, and what was earned."""

from courses.models.achievement import (
    Achievement,
    CourseRule,
)
from courses.models.activity import (
    Activity,
)
from courses.models.application import (
    Application,
    Quota,
)
from courses.models.assignment import Assignment
from courses.models.attempt import (
    Answer,
    Attempt,
)
from courses.models.attendance import (
    Attendance,
)
from courses.models.calendar_feed import (
    CalendarFeed,
)
from courses.models.certificate import (
    Certificate,
    CertificateSeries,
)
from courses.models.cohort import (
    Cohort,
    DueDate,
)
from courses.models.completion import (
    Completion,
)
from courses.models.condition import (
    Condition,
)
from courses.models.course import (
    Course,
    Module,
)
from courses.models.discussion import Discussion
from courses.models.enrollment import (
    Enrollment,
)
from courses.models.intake import Intake
from courses.models.lesson import (
    Lesson,
)
from courses.models.media import (
    Media,
)
from courses.models.pace import (
    Pace,
    State,
)
from courses.models.paper import (
    Forged,
    Item,
    Paper,
    read_paper,
)
from courses.models.path import (
    Path,
    PathStep,
)
from courses.models.peer_review import PeerReview
from courses.models.peer_round import PeerRound
from courses.models.presence import (
    Presence,
)
from courses.models.question import (
    Category,
    Question,
    QuestionVersion,
)
from courses.models.quiz import (
    Quiz,
    Slot,
)
from courses.models.registration import (
    Registration,
)
from courses.models.result import (
    Result,
)
from courses.models.revision import (
    Revision,
)
from courses.models.roster import (
    Roster,
)
from courses.models.rule import (
    Rule,
)
from courses.models.series import (
    Follow,
    Series,
)
from courses.models.source import (
    Source,
)
from courses.models.standing import (
    Standing,
    standing_in,
)
from courses.models.submission import Feedback, HandIn, Submission
from courses.models.survey import Participation, Response, Survey
from courses.models.viewing import (
    Viewing,
)
from courses.models.webinar import (
    Webinar,
)
from courses.models.webinar_plan import WebinarPlan
from courses.models.webinar_question import (
    Vote,
    WebinarQuestion,
)
from courses.models.worksheet_task import WorksheetTask

__all__ = [
    "Achievement",
    "Activity",
    "Answer",
    "Application",
    "Assignment",
    "Attempt",
    "Attendance",
    "CalendarFeed",
    "Category",
    "Certificate",
    "CertificateSeries",
    "Cohort",
    "Completion",
    "Condition",
    "Course",
    "CourseRule",
    "Discussion",
    "DueDate",
    "Enrollment",
    "Feedback",
    "Follow",
    "Forged",
    "HandIn",
    "Intake",
    "Item",
    "Lesson",
    "Media",
    "Module",
    "Pace",
    "Paper",
    "Participation",
    "Path",
    "PathStep",
    "PeerReview",
    "PeerRound",
    "Presence",
    "Question",
    "QuestionVersion",
    "Quiz",
    "Quota",
    "Registration",
    "Response",
    "Result",
    "Revision",
    "Roster",
    "Rule",
    "Series",
    "Slot",
    "Source",
    "Standing",
    "State",
    "Submission",
    "Survey",
    "Viewing",
    "Vote",
    "Webinar",
    "WebinarPlan",
    "WebinarQuestion",
    "WorksheetTask",
    "read_paper",
    "standing_in",
]
