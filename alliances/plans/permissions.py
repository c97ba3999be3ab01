"""Who writes plans, and who says how far they are."""

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances.models import Alliance
from alliances.permissions import can_steward
from alliances.plans import groups
from alliances.plans.models import Action, Plan
from alliances.representation import acting_for
from common.decisions import YES, Decision, no
from forum.machina_ext.forum_permission.handler import PermissionHandler
from forum.models import Forum
from network.permissions import can_act_for


def can_plan(user: User | AnonymousUser, owner: Alliance | Forum) -> Decision:
    """The stewards of an alliance; in a group, who looks after its forum."""
    if isinstance(owner, Alliance):
        return can_steward(user, owner)
    if not groups.is_group(owner):
        return no(_("Rencana disusun oleh kelompok Forum Komunikasi, bukan forum ini."))
    if user.is_authenticated and (
        user.is_staff or PermissionHandler().can_move_topics(owner, user)
    ):
        return YES
    return no(_("Hanya pengurus kelompok ini yang menyusun rencananya."))


def can_write(user: User | AnonymousUser, plan: Plan) -> Decision:
    if plan.is_over:
        return no(_("Rencana ini sudah ditutup."))
    return can_plan(user, plan.owner)


def can_reopen(user: User | AnonymousUser, plan: Plan) -> Decision:
    """Closed by mistake, or there is more to do after all."""
    if not plan.is_over:
        return no(_("Rencana ini masih berjalan."))
    return can_plan(user, plan.owner)


def reportable(user: User, plan: Plan, actions: Iterable[Action]) -> set[int]:
    """Those of a plan's actions on which `can_report` says yes; in one question."""
    if can_write(user, plan):
        return {action.pk for action in actions}
    if plan.is_over:
        return set()
    own = set(acting_for(user).values_list("pk", flat=True))
    return {action.pk for action in actions if action.organization_id in own}


def can_report(user: User | AnonymousUser, action: Action) -> Decision:
    """Who writes the plan, and who acts for the organisation that does it."""
    plan = action.goal.plan
    if can_write(user, plan):
        return YES
    if plan.is_over or action.organization is None or not user.is_authenticated:
        return no(_("Kemajuannya ditulis oleh penyusun rencana."))
    return can_act_for(user, action.organization)
