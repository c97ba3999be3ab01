"""Who may write, respond, vote, moderate and arrange in a forum; if not, why."""

from forum.permissions.arranging import (
    can_arrange_forums,
    can_end_pseudonyms,
    can_hang_under,
    can_merge,
    can_move,
    can_split,
    can_stop_holding_topics,
)
from forum.permissions.moderating import (
    can_flag,
    can_judge,
    can_moderate,
    can_see_queue,
)
from forum.permissions.polls import can_ask_poll, can_run_poll, can_vote
from forum.permissions.pseudonyms import (
    can_choose_pseudonym,
    can_look_behind,
    can_use_name,
)
from forum.permissions.responding import (
    can_choose_answer,
    can_follow,
    can_react,
    may_choose_answer,
)
from forum.permissions.suspensions import (
    can_answer_appeal,
    can_appeal,
    can_lift,
    can_suspend,
)
from forum.permissions.writing import (
    can_attach,
    can_bring_back,
    can_delete,
    can_edit,
    can_open_topic,
    can_reply,
    is_still_editable,
)

__all__ = [
    "can_answer_appeal",
    "can_appeal",
    "can_arrange_forums",
    "can_ask_poll",
    "can_attach",
    "can_bring_back",
    "can_choose_answer",
    "can_choose_pseudonym",
    "can_delete",
    "can_edit",
    "can_end_pseudonyms",
    "can_flag",
    "can_follow",
    "can_hang_under",
    "can_judge",
    "can_lift",
    "can_look_behind",
    "can_merge",
    "can_moderate",
    "can_move",
    "can_open_topic",
    "can_react",
    "can_reply",
    "can_run_poll",
    "can_see_queue",
    "can_split",
    "can_stop_holding_topics",
    "can_suspend",
    "can_use_name",
    "can_vote",
    "is_still_editable",
    "may_choose_answer",
]
