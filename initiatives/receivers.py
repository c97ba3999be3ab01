"""What initiatives hear from below: who became an editor of an organisation."""

from typing import Any

from django.dispatch import receiver

from initiatives.actions import parking
from network.models import Membership
from network.signals import editor_appointed


@receiver(editor_appointed)
def confirm_sender(membership: Membership, **kwargs: Any) -> None:
    parking.confirm_sender(
        person=membership.person, organization=membership.organization
    )
