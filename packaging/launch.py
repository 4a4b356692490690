"""Where a frozen Glossator starts: as the program, or as the worker process that the program starts itself."""

from __future__ import annotations

import multiprocessing
import sys


def main() -> int:
    """Run what the command line asks for; return the exit status."""
    from glossator.language.client import WORKER_VERB

    if sys.argv[1:] == [WORKER_VERB]:
        from glossator.language.worker import main as work

        return work()
    from glossator.__main__ import main as run

    return run()


if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
