"""What the clock starts on lokadaya.net, and when (WIB)."""

from typing import Any

from celery.schedules import crontab

CELERY_BEAT_SCHEDULE: dict[str, Any] = {
    "make copies of people's data": {
        "task": "accounts.jobs.make_copies",
        "schedule": crontab(),
        "options": {"expires": 55},
    },
    "delete accounts": {
        "task": "accounts.jobs.carry_out_departures",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 500},
    },
    "forget sign-ups never verified": {
        "task": "accounts.jobs.forget_unverified",
        "schedule": crontab(hour="3", minute="30"),
    },
    "tell of posts that nobody was told of": {
        "task": "forum.jobs.tell_what_is_untold",
        "schedule": crontab(),
        "options": {"expires": 55},
    },
    "forget stale drafts": {
        "task": "forum.jobs.forget_stale_drafts",
        "schedule": crontab(hour="3", minute="55"),
    },
    "forget expired copies": {
        "task": "accounts.jobs.forget_copies",
        "schedule": crontab(minute="15"),
    },
    "send trainers' digests": {
        "task": "courses.jobs.send_digests",
        "schedule": crontab(day_of_week="1", hour="6", minute="30"),
    },
    "move waiting lists": {
        "task": "courses.jobs.move_waiting_lists",
        "schedule": crontab(minute="35"),
    },
    "deliver sign-out notices": {
        "task": "identity.jobs.deliver_sign_out_notices",
        "schedule": crontab(),
        "options": {"expires": 55},
    },
    "forget expired sign-ons": {
        "task": "identity.jobs.forget_expired",
        "schedule": crontab(hour="3", minute="20"),
    },
    "send due notices": {
        "task": "notices.jobs.send_due_notices",
        "schedule": crontab(),
        "options": {"expires": 55},
    },
    "gather digests": {
        "task": "notices.jobs.gather_digests",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 500},
    },
    "forget expired sessions": {
        "task": "common.jobs.forget_expired_sessions",
        "schedule": crontab(hour="3", minute="45"),
    },
    "forget old replies by mail": {
        "task": "notices.jobs.forget_old_replies",
        "schedule": crontab(hour="3", minute="40"),
    },
    "forget old invitations": {
        "task": "notices.jobs.forget_old_invitations",
        "schedule": crontab(hour="3", minute="50"),
    },
    "forget old keys": {
        "task": "common.jobs.forget_old_keys",
        "schedule": crontab(hour="3", minute="10"),
    },
    "forget expired uploads": {
        "task": "common.uploads.jobs.forget_expired_uploads",
        "schedule": crontab(minute="50"),
    },
    "keep what can be found": {
        "task": "search.jobs.go_round",
        "schedule": crontab(),
        "options": {"expires": 55},
    },
    "watch rooms": {
        "task": "courses.jobs.watch_rooms",
        "schedule": crontab(),
        "options": {"expires": 55},
    },
    "settle attendance": {
        "task": "courses.jobs.settle_attendance",
        "schedule": crontab(minute="*/5"),
        "options": {"expires": 280},
    },
    "issue certificates": {
        "task": "courses.jobs.issue_certificates",
        "schedule": crontab(),
        "options": {"expires": 55},
    },
    "move peer reviews on": {
        "task": "courses.jobs.move_peer_reviews_on",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 500},
    },
    "close overdue quizzes": {
        "task": "courses.jobs.close_overdue_quizzes",
        "schedule": crontab(),
        "options": {"expires": 55},
    },
    "bring in files": {
        "task": "courses.jobs.bring_in",
        "schedule": crontab(),
        "options": {"expires": 55},
    },
    "forget files never brought in": {
        "task": "courses.jobs.forget_intakes",
        "schedule": crontab(minute="25"),
    },
    "forget files that no library knows": {
        "task": "courses.jobs.forget_strays",
        "schedule": crontab(hour="3", minute="40"),
    },
    "settle what is earned": {
        "task": "courses.jobs.settle",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 500},
    },
    "expire messages in rooms": {
        "task": "alliances.jobs.expire_messages",
        "schedule": crontab(minute="40"),
    },
    "tell crowds what nobody told them": {
        "task": "alliances.jobs.tell_what_is_untold",
        "schedule": crontab(),
        "options": {"expires": 55},
    },
    "forget stray pictures of rooms": {
        "task": "alliances.jobs.forget_strays",
        "schedule": crontab(hour="3", minute="35"),
    },
    "remind of commitments": {
        "task": "alliances.dialogues.jobs.remind_of_commitments",
        "schedule": crontab(hour="0", minute="20"),
    },
    "remind of decisions": {
        "task": "alliances.decisions.jobs.remind",
        "schedule": crontab(minute="20"),
    },
    "settle what was typed into documents": {
        "task": "alliances.documents.jobs.settle_drafts",
        "schedule": crontab(),
        "options": {"expires": 55},
    },
    "remind reviewers of documents": {
        "task": "alliances.documents.jobs.remind_reviewers",
        "schedule": crontab(minute="20"),
    },
    "forget sittings at documents": {
        "task": "alliances.documents.jobs.forget_sittings",
        "schedule": crontab(hour="3", minute="25"),
    },
    "deliver letters": {
        "task": "common.letters.tasks.deliver",
        "schedule": crontab(),
        "options": {"expires": 55},
    },
}
