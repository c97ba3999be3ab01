"""Courses, what they hold, who takes them, and what was earned."""

from courses.models.activity import Activity
from courses.models.attempt import Answer, Attempt
from courses.models.attendance import Attendance
from courses.models.cohort import Cohort, DueDate
from courses.models.completion import Completion
from courses.models.course import Course, Module
from courses.models.enrollment import NEVER, Enrollment, State
from courses.models.lesson import Lesson
from courses.models.quiz import Choice, Question, Quiz
from courses.models.result import Result
from courses.models.rule import Rule
from courses.models.source import Source
from courses.models.standing import Standing, standing_in
from courses.models.webinar import Registration, Webinar

__all__ = [
    "NEVER",
    "Activity",
    "Answer",
    "Attempt",
    "Attendance",
    "Choice",
    "Cohort",
    "Completion",
    "Course",
    "DueDate",
    "Enrollment",
    "Lesson",
    "Module",
    "Question",
    "Quiz",
    "Registration",
    "Result",
    "Rule",
    "Source",
    "Standing",
    "State",
    "Webinar",
    "standing_in",
]
