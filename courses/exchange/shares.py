"""What each of several choices is worth where a format has to say it."""

from typing import Any


def shares(choices: list[dict[str, Any]]) -> list[int]:
    """In percent, as the author weighs them; else even, and wrong ones take away."""
    if any(choice["weight"] is not None for choice in choices):
        return [choice["weight"] or 0 for choice in choices]
    right = sum(choice["is_right"] for choice in choices)
    wrong = len(choices) - right
    even = {True: round(100 / right), False: -round(100 / wrong) if wrong else 0}
    return [even[choice["is_right"]] for choice in choices]
