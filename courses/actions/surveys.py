"""Writing a survey, and answering it once."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import YES, Decision, Refused, no, require
from courses.actions import completion
from courses.models import Activity, Participation, Response, Rule, Survey
from courses.permissions import can_answer, can_edit

PARTS = ("intro", "is_anonymous", "shows_results", "questions")


@transaction.atomic
def write(*, author: User, survey: Survey, **parts: Any) -> Survey:
    """Ask this from now on, or raise `Refused`.

    Whoever answered was promised a name or none: that no longer changes.
    """
    survey = Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    require(can_edit(author, survey.activity.module.course))
    was_anonymous = survey.is_anonymous
    for name in PARTS:
        setattr(survey, name, parts[name])
    if was_anonymous != survey.is_anonymous and survey.participations.exists():
        raise Refused(
            _("Survei ini sudah dijawab: janji tanpa nama atau bernama tetap.")
        )
    survey.save()
    return survey


@transaction.atomic
def answer(*, learner: User, survey: Survey, given: dict[str, Any]) -> None:
    """Keep the answers, or raise `Refused`. In an anonymous survey that the person
    has answered is kept, and apart from it what somebody answered."""
    survey = Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    require(can_answer(learner, survey))
    try:
        with transaction.atomic():
            Participation.objects.create(survey=survey, learner=learner)
    except IntegrityError as twice:
        raise Refused(_("Anda sudah menjawab survei ini.")) from twice
    named = None if survey.is_anonymous else learner
    Response.objects.create(survey=survey, learner=named, given=given)
    completion.meet(
        learner=learner,
        activity=survey.activity,
        event=Rule.ANSWERED,
        evidence="survey.answered",
    )


def make_empty(activity: Activity) -> None:
    """The survey of a new activity, still without questions."""
    Survey.objects.create(activity=activity)


def copy(source: Activity, into: Activity) -> None:
    parts = {name: getattr(source.survey, name) for name in PARTS}
    Survey.objects.create(activity=into, **parts)


def is_ready(activity: Activity) -> Decision:
    if activity.survey.questions:
        return YES
    return no(_("Tulis dulu paling sedikit satu pertanyaan."))
