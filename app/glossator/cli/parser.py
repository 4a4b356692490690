"""What each verb takes, and the help."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from glossator import __version__
from glossator.cli import verbs

if TYPE_CHECKING:
    from collections.abc import Callable

    Verb = Callable[[argparse.Namespace], int]

UNITS = ("char", "token", "sentence", "paragraph", "document")


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of all verbs."""
    parser = argparse.ArgumentParser(
        prog="glossator", description="Code texts, compare coders, check every figure."
    )
    parser.add_argument("--version", action="version", version=f"glossator {__version__}")
    known = parser.add_subparsers(metavar="VERB", required=True)

    def add(name: str, verb: Verb, what: str, file: str = "PROJECT") -> argparse.ArgumentParser:
        made = known.add_parser(name, help=what, description=what)
        made.add_argument("project", type=Path, metavar=file)
        made.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
        made.set_defaults(verb=verb)
        return made

    new = add("new", verbs.new, "Make an empty project; never over a file that is there.")
    new.add_argument("--coder", default="", metavar="NAME", help="who will code")

    texts = add("add", verbs.add, "Add texts; folders are walked.")
    texts.add_argument("files", type=Path, nargs="+", metavar="FILE")

    bring = add(
        "import", verbs.import_, "Bring a codebook or codings in; the format is told from the content."
    )
    bring.add_argument("file", type=Path, metavar="FILE")
    bring.add_argument("--as", dest="kind", choices=("codebook", "codings", "project"))
    bring.add_argument("--format", metavar="NAME")
    bring.add_argument("--coder", default="", metavar="NAME", help="bring all in as this coder's")
    bring.add_argument("--create-codes", action="store_true", help="make codes that are not there")
    bring.add_argument(
        "--keep-unplaced", action="store_true", help="list what cannot be placed and bring in the rest"
    )
    bring.add_argument("--dry-run", action="store_true", help="change nothing; say what would change")

    export = add("export", verbs.export, "Write the codebook, the codings or the texts.")
    export.add_argument("file", type=Path, metavar="FILE")
    export.add_argument("--format", metavar="NAME")
    export.add_argument("--coder", action="append", default=[], metavar="NAME")
    export.add_argument("--document", action="append", default=[], metavar="NAME")

    finish = add("finish", verbs.finish, "Mark texts finished for a coder: only those are compared.")
    finish.add_argument("--coder", required=True, metavar="NAME", help="who has finished")
    finish.add_argument(
        "--document", action="append", default=[], metavar="NAME", help="only this text; may be repeated"
    )

    entities = add("entities", verbs.entities, "Find people, places, dates and the like, and list them.")
    entities.add_argument("--pipeline", default="rules", metavar="NAME")

    search = add("search", verbs.search, "Find words in the texts.")
    search.add_argument("query", metavar="QUERY")
    search.add_argument("--regex", action="store_true", help="the query is a regular expression")

    what = "Say how well coders agree, code by code, or compute what a case file asks for."
    agree = add("agree", verbs.agree, what, file="PROJECT|CASE.json")
    agree.epilog = (
        "Only texts that two of the coders have finished are compared. Each code has a row, used or not; headings, "
        "which hold no codings, have none. A case file says itself what is asked, and takes no options but --json."
    )
    agree.add_argument(
        "--coders", nargs="+", action="extend", default=[], metavar="NAME", help="who is compared"
    )
    agree.add_argument("--unit", choices=UNITS, help="what is counted; char where nothing is said")
    agree.add_argument(
        "--code", action="append", default=[], metavar="PATH", help="only this code; may be repeated"
    )

    add("info", verbs.info, "Say what is in a project.")
    add("history", verbs.history, "List every step, newest first.")
    add("undo", verbs.undo, "Take back the last step.")
    add("redo", verbs.redo, "Do the last undone step again.")
    add("check", verbs.check, "Look whether the file and every coding are sound.")
    return parser
