"""Who is in a room just now."""

from alliances import presence


def test_who_arrived_is_in_that_room_alone():
    presence.arrive(1, 10)
    presence.arrive(1, 11)
    presence.arrive(2, 12)

    assert presence.people_in(1) == {10, 11}


def test_who_leaves_or_is_not_heard_of_any_more_is_gone(monkeypatch):
    presence.arrive(3, 10)
    presence.arrive(3, 11)

    presence.depart(3, 10)
    assert presence.people_in(3) == {11}

    monkeypatch.setattr(presence, "KEPT_SECONDS", -1)
    assert presence.people_in(3) == set()
