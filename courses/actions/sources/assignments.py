"""An assignment as a file says it: what to make, the rubric, and who reads it."""

from typing import Any

from courses.actions.assigning import PARTS
from courses.models import Activity, Assignment

CHOICES: dict[str, list[Any]] = {
    "form": Assignment.Form.values,
    "peers": Assignment.Peers.values,
    "decider": Assignment.Decider.values,
}


def write(activity: Activity, said: dict[str, Any]) -> None:
    parts = {name: said[name] for name in PARTS if name in said}
    parts["instructions"] = said["instructions"].strip()
    for name, choices in CHOICES.items():
        if name in parts and parts[name] not in choices:
            raise ValueError(f"{name} is one of {', '.join(map(str, choices))}")
    parts["rubric"] = [_criterion(row) for row in said.get("rubric", [])]
    Assignment.objects.update_or_create(activity=activity, defaults=parts)


def content(activity: Activity) -> list[Any]:
    return [getattr(activity.assignment, name) for name in PARTS]


def _criterion(row: dict[str, Any]) -> dict[str, Any]:
    levels = [
        {"points": int(level["points"]), "text": level["text"]}
        for level in row["levels"]
    ]
    if len(levels) < 2:
        raise ValueError(f"the criterion “{row['title']}” needs two levels or more")
    return {"title": row["title"], "levels": levels}
