"""Every lesson of the fixtures: what the heaviest of them asks of a line."""

from collections.abc import Iterator

from accounts.models import User
from courses.models import Lesson
from launch.bench import Row
from launch.benchmarks.server import Server

FIRST_VISIT_KB = 75
PICTURES_KB = 60


def rows(server: Server) -> Iterator[Row]:
    """Asked by staff, who may open them all."""
    staff, _created = User.objects.get_or_create(
        email="staf@contoh.id", defaults={"name": "Staf", "is_staff": True}
    )
    cookie = server.session_of(staff)
    loaded = Lesson.objects.filter(activity__source__isnull=False)
    steps = [
        lesson.activity
        for lesson in loaded.select_related("activity__module__course").order_by("pk")
    ]
    paths = {step.get_absolute_url(): step.title for step in steps}
    note = f"the heaviest of {len(paths)}: "
    visits = {path: server.first_visit(path, cookie)[0] for path in paths}
    heavy = max(visits, key=visits.__getitem__)
    name = "courses.lessons_first_visit_kb"
    yield Row(name, visits[heavy], "KB", FIRST_VISIT_KB, note + paths[heavy])
    pictures = {path: server.pictures(path, cookie) for path in paths}
    heavy = max(pictures, key=pictures.__getitem__)
    name = "courses.lessons_pictures_kb"
    yield Row(name, pictures[heavy], "KB", PICTURES_KB, note + paths[heavy])
