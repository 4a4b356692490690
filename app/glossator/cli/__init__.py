"""The command line: each verb parses, calls one operation and prints.

Exit status: 0 done, 1 a fault of the program, 2 something the person can mend, 130 interrupted.
"""

from __future__ import annotations

import signal
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING

from glossator.cli.parser import make_parser
from glossator.cli.verbs import MENDABLE
from glossator.progress import Cancelled
from glossator_db.errors import GlossatorError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossator.cli.parser import Verb

INTERRUPTED = 130


def main(argv: Sequence[str]) -> int:
    """Run one verb; return the exit status."""
    parser = make_parser()
    try:
        arguments = parser.parse_args(argv)
    except SystemExit as stop:  # argparse has printed what is wrong, or the help
        return int(stop.code or 0)
    _speak_plainly(json=arguments.json)
    verb: Verb = arguments.verb
    handler = signal.getsignal(signal.SIGINT)
    try:
        return verb(arguments)
    except GlossatorError as error:
        print(str(error), file=sys.stderr)
        return MENDABLE
    except (KeyboardInterrupt, Cancelled):
        print("Interrupted; nothing was changed.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output has gone
        return 0
    finally:
        if signal.getsignal(signal.SIGINT) is not handler:
            signal.signal(signal.SIGINT, handler)


def _speak_plainly(*, json: bool) -> None:
    """Print JSON as UTF-8, and let no name fail for letters that the terminal cannot show."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            utf8 = "utf-8" if json and stream is sys.stdout else None
            stream.reconfigure(encoding=utf8, errors="backslashreplace")
