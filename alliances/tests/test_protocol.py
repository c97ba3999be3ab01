"""The rules of docs/protocols/rooms.md for clients, on a line that does its worst."""

from dataclasses import dataclass, field

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

AT_ONCE = 5


@dataclass
class Server:
    """The rows of a room, some of them expired."""

    last: int
    expired: set[int]

    def after(self, seq: int) -> list[tuple[str, int, int]]:
        rows = [n for n in range(seq + 1, self.last + 1) if n not in self.expired]
        rows = rows[:AT_ONCE]
        reached = rows[-1] if len(rows) == AT_ONCE else self.last
        return [*(("event", n, 0) for n in rows), ("ready", reached, self.last)]


@dataclass
class Reader:
    """What a client keeps: how far it has everything, and whether it has asked."""

    seen: int = 0
    asked: bool = False
    shown: list[int] = field(default_factory=list)

    def hear(self, kind: str, seq: int, last: int) -> bool:
        """Take in one frame; whether it must ask for what is after `seen`."""
        if kind == "event" and seq > self.seen:
            if seq > self.seen + 1 and not self.asked:
                return True
            self.shown.append(seq)
            self.seen = seq
        if kind == "ready":
            self.asked = False
            self.seen = max(self.seen, seq)
            return seq < last
        return kind == "heartbeat" and seq > self.seen and not self.asked

    def ask(self, server: Server) -> None:
        """An unbroken exchange: the answer to a question comes whole, and in order."""
        wanted = True
        while wanted:
            self.asked = True
            for frame in server.after(self.seen):
                wanted = self.hear(*frame)


broadcasts = st.lists(st.integers(1, 30), max_size=60)


# On a busy machine making up examples takes its time.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(heard=broadcasts, expired=st.sets(st.integers(1, 30)), last=st.integers(0, 30))
def test_whatever_is_lost_doubled_or_reordered_all_is_shown_once_in_order(
    heard, expired, last
):
    server, reader = Server(last, expired), Reader()
    reader.ask(server)
    server.last = 30

    for seq in heard:
        # Rows never expire before they were announced.
        if seq not in expired and reader.hear("event", seq, 0):
            reader.ask(server)
    if reader.hear("heartbeat", server.last, 0):
        reader.ask(server)

    assert reader.seen == 30
    assert reader.shown == [n for n in range(1, 31) if n not in expired]
