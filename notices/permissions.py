"""Who may be told where."""

from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import YES, Decision, no
from notices import push


def can_add_device(person: User, endpoint: str, p256dh: str, auth: str) -> Decision:
    """Messages go to push services alone: never to an address of somebody's choice."""
    if not push.available():
        return no(_("Kabar di layar belum tersedia di situs ini."))
    if not (push.is_service(endpoint) and push.are_keys(p256dh, auth)):
        return no(_("Peramban ini memakai layanan yang belum kami kenal."))
    return YES
