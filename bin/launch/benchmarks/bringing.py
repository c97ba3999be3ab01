"""One backup read through and brought in as by a worker, which says what it cost."""

import json
import re
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

import django

MB = 1_000_000


def main() -> None:
    django.setup()
    from courses.actions import intakes
    from courses.models import Intake

    began = time.perf_counter()
    intakes.bring_waiting()
    intake = Intake.objects.select_related("brought_by").get(pk=int(sys.argv[1]))
    if intake.brought_by is not None:
        intakes.begin(author=intake.brought_by, intake=intake)
    intakes.bring_waiting()
    spent = time.perf_counter() - began
    said = {"seconds": spent, "busy": time.process_time(), "mb": _peak() / MB}
    print(json.dumps({name: round(value, 1) for name, value in said.items()}))


def _peak() -> int:
    """The most memory that was resident, in bytes.

    Linux hands the peak of whoever started a process down to it in `ru_maxrss`, so it
    is read from what the kernel says of this process alone.
    """
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
        assert found is not None
        return int(found[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
