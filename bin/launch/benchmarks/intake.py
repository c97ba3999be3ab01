"""A thousand questions from a GIFT file, from the upload to the last row."""

import time
import uuid
from collections.abc import Iterator

from django.db import transaction

from courses.actions import intakes
from courses.models import Intake
from launch.bench import Row
from launch.benchmarks import crowd

QUESTIONS = 1_000
SECONDS = 20


def rows() -> Iterator[Row]:
    """Taken back at the end: the next run finds the bank as it was."""
    course = crowd.cohort().course
    with transaction.atomic():
        began = time.perf_counter()
        intake = intakes.look_through(
            author=crowd.trainer(), course=course, name="ukur.txt", content=_file()
        )
        file = intake.file.storage, str(intake.file.name)
        intakes.begin(author=crowd.trainer(), intake=intake)
        intakes.bring_waiting()
        spent = time.perf_counter() - began
        intake.refresh_from_db()
        if intake.state != Intake.State.DONE or intake.counts["in"] != QUESTIONS:
            raise RuntimeError("not every question came in")
        transaction.set_rollback(True)
    storage, name = file
    storage.delete(name)
    note = f"{QUESTIONS} questions, progress told each 50"
    yield Row("courses.gift_import_s", round(spent, 2), "s", SECONDS, note)


def _file() -> bytes:
    run = uuid.uuid4()
    blocks = [
        f"::{n}::Soal {n} dari {run}: kapan warga diajak?{{\n"
        "  =Sebelum rencana disusun#Tepat.\n  ~Sesudah dana cair#Terlambat.\n"
        "  ~%50%Saat rencana ditulis#Hampir.\n  ####Rencana lahir dari kebutuhan.\n}\n"
        for n in range(QUESTIONS)
    ]
    return "\n".join(blocks).encode()
