"""Planning webinars without a date: what each cohort of a course may hold."""

from django.db import transaction

from accounts.models import User
from common.decisions import require
from courses.models import Activity, WebinarPlan
from courses.permissions import can_edit


@transaction.atomic
def write(*, author: User, plan: WebinarPlan, summary: str) -> WebinarPlan:
    """Plan it like this from now on. Webinars made from it stay as they are."""
    require(can_edit(author, plan.activity.module.course))
    plan.summary = summary
    plan.save(update_fields=["summary"])
    return plan


def make_empty(activity: Activity) -> None:
    """The plan of a new activity, which stays a draft: webinars are made from it."""
    WebinarPlan.objects.create(activity=activity)


def copy(source: Activity, into: Activity) -> None:
    WebinarPlan.objects.create(activity=into, summary=source.webinar_plan.summary)
