"""What the operations guide promises people in danger."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from honcho.environ import parse_procfile

from alliances.models import Room, RoomEvent
from alliances.tests.factories import make_room, make_speaker, say


def test_no_site_writes_down_from_where_it_is_read():
    processes = parse_procfile((settings.BASE_DIR / "Procfile").read_text()).processes
    sites = [command for command in processes.values() if "daphne" in command]

    assert len(sites) == 2
    # Daphne keeps no list of requests unless it is told to say more.
    assert all(" -v 0 " in command for command in sites)


@pytest.mark.django_db
def test_a_room_that_was_restored_is_emptied_by_command():
    room = make_room()
    say(room=room, author=make_speaker(room=room), body="Rahasia")
    Room.objects.filter(pk=room.pk).update(keeps_days=7)
    RoomEvent.objects.update(created_at=timezone.now() - timedelta(days=8))
    backup = list(RoomEvent.objects.all())
    call_command("expire_messages", verbosity=0)
    RoomEvent.objects.bulk_create(backup)

    call_command("expire_messages", verbosity=0)

    assert not room.events.exists()
