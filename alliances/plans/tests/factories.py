"""Plans that tests are about."""

from datetime import date
from typing import Any

from accounts.models import User
from alliances.models import Alliance
from alliances.plans.actions import planning
from alliances.plans.models import Action, Plan
from forum.models import Forum


def make_plan(author: User, owner: Alliance | Forum, **fields: Any) -> Plan:
    wanted = {
        "kind": Plan.Kind.CONTINGENCY,
        "title": "Bila hibah berhenti",
        "summary": "Tiga bulan dana cadangan dan relawan yang siap.",
        "starts_on": date(2027, 1, 1),
        "ends_on": date(2027, 12, 31),
        **fields,
    }
    return planning.make(author=author, owner=owner, **wanted)


def make_action(author: User, plan: Plan, **fields: Any) -> Action:
    goal = planning.add_goal(author=author, plan=plan, title="Cadangan terkumpul")
    wanted = {
        "title": "Iuran anggota",
        "who": "Bendahara",
        "starts_on": date(2027, 1, 1),
        "ends_on": date(2027, 6, 30),
        **fields,
    }
    return planning.add_action(author=author, goal=goal, **wanted)
