"""Who is in a room just now."""

from alliances import presence


def test_who_arrived_is_among_those_one_asks_for():
    presence.arrive(1, 10)
    presence.arrive(1, 11)
    presence.arrive(2, 12)

    assert presence.among(1, [9, 10, 12]) == {10}
    assert presence.among(1, range(20)) == {10, 11}


def test_who_leaves_or_is_not_heard_of_any_more_is_gone(monkeypatch):
    presence.arrive(3, 10)
    presence.arrive(3, 11)

    presence.depart(3, 10)
    assert presence.among(3, [10, 11]) == {11}

    monkeypatch.setattr(presence, "KEPT_SECONDS", -1)
    assert presence.among(3, [10, 11]) == set()
