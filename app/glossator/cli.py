"""The command line: each verb parses, calls one operation and prints.

Exit status: 0 done, 1 a fault of the program, 2 something the person can mend, 130 interrupted.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import threading
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from glossator import __version__
from glossator.progress import Cancelled, Progress
from glossator_db.errors import Damaged, GlossatorError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from glossator.operations.receipt import Receipt
    from glossator_db.project import Project

    Verb = Callable[[argparse.Namespace], int]

UNITS = ("char", "token", "sentence", "paragraph", "document")
MENDABLE = 2
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


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of all verbs."""
    parser = argparse.ArgumentParser(
        prog="glossator", description="Code texts, compare coders, check every figure."
    )
    parser.add_argument("--version", action="version", version=f"glossator {__version__}")
    verbs = parser.add_subparsers(metavar="VERB", required=True)

    def add(name: str, verb: Verb, what: str, file: str = "PROJECT") -> argparse.ArgumentParser:
        made = verbs.add_parser(name, help=what, description=what)
        made.add_argument("project", type=Path, metavar=file)
        made.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
        made.set_defaults(verb=verb)
        return made

    new = add("new", _new, "Make an empty project; never over a file that is there.")
    new.add_argument("--coder", default="", metavar="NAME", help="who will code")

    texts = add("add", _add, "Add texts; folders are walked.")
    texts.add_argument("files", type=Path, nargs="+", metavar="FILE")

    bring = add("import", _import, "Bring a codebook or codings in; the format is told from the content.")
    bring.add_argument("file", type=Path, metavar="FILE")
    bring.add_argument("--as", dest="kind", choices=("codebook", "codings", "project"))
    bring.add_argument("--format", metavar="NAME")
    bring.add_argument("--coder", default="", metavar="NAME", help="bring all in as this coder's")
    bring.add_argument("--create-codes", action="store_true", help="make codes that are not there")
    bring.add_argument(
        "--keep-unplaced", action="store_true", help="list what cannot be placed and bring in the rest"
    )
    bring.add_argument("--dry-run", action="store_true", help="change nothing; say what would change")

    export = add("export", _export, "Write the codebook, the codings or the texts.")
    export.add_argument("file", type=Path, metavar="FILE")
    export.add_argument("--format", metavar="NAME")
    export.add_argument("--coder", action="append", default=[], metavar="NAME")
    export.add_argument("--document", action="append", default=[], metavar="NAME")

    finish = add("finish", _finish, "Mark texts finished for a coder: only those are compared.")
    finish.add_argument("--coder", required=True, metavar="NAME", help="who has finished")
    finish.add_argument(
        "--document", action="append", default=[], metavar="NAME", help="only this text; may be repeated"
    )

    entities = add("entities", _entities, "Find people, places, dates and the like, and list them.")
    entities.add_argument("--pipeline", default="rules", metavar="NAME")

    search = add("search", _search, "Find words in the texts.")
    search.add_argument("query", metavar="QUERY")
    search.add_argument("--regex", action="store_true", help="the query is a regular expression")

    what = "Say how well coders agree, code by code, or compute what a case file asks for."
    agree = add("agree", _agree, what, file="PROJECT|CASE.json")
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

    add("info", _info, "Say what is in a project.")
    add("history", _history, "List every step, newest first.")
    add("undo", _undo, "Take back the last step.")
    add("redo", _redo, "Do the last undone step again.")
    add("check", _check, "Look whether the file and every coding are sound.")
    return parser


def _new(arguments: argparse.Namespace) -> int:
    from glossator.operations import coders
    from glossator_db.project import Project

    project = Project.create(arguments.project)
    try:
        with project:
            if arguments.coder:
                coders.use(project, arguments.coder)
            _finish_undisturbed()
    except BaseException:
        arguments.project.unlink(missing_ok=True)
        raise
    _done(arguments, project, f"Made “{project.name}”.")
    return 0


def _add(arguments: argparse.Namespace) -> int:
    from glossator.operations import documents
    from glossator.operations.wording import counted

    with _writing(arguments) as project:
        receipt = documents.add_files(project, arguments.files, progress=_progress())
        _print_receipt(arguments, receipt)
    if not receipt.refused:
        return 0
    what = counted(receipt.refused, "file")
    print(
        f"{what} could not be read; the receipt names each under “skipped”, with the reason.", file=sys.stderr
    )
    return MENDABLE


def _import(arguments: argparse.Namespace) -> int:
    from glossator.operations import exchange

    if arguments.kind == "project":
        raise GlossatorError(
            "Projects of other programs cannot be imported yet. Import their codebook or codings as CSV."
        )
    with _writing(arguments) as project:
        receipt = exchange.import_(
            project,
            arguments.file,
            format=arguments.format,
            kind=arguments.kind,
            coder_name=arguments.coder,
            create_codes=arguments.create_codes,
            keep_unplaced=arguments.keep_unplaced,
            dry_run=arguments.dry_run,
        )
        _print_receipt(arguments, receipt)
    return 0


def _export(arguments: argparse.Namespace) -> int:
    from glossator.operations import exchange

    with _reading(arguments) as project:
        rows = exchange.export(
            project,
            arguments.file,
            format=arguments.format,
            coder_names=arguments.coder,
            document_names=arguments.document,
        )
        _done(
            arguments,
            project,
            f"Wrote {rows:,} rows to “{arguments.file}”.",
            file=str(arguments.file),
            rows=rows,
        )
    return 0


def _finish(arguments: argparse.Namespace) -> int:
    from glossator.operations import status
    from glossator.operations.wording import counted

    with _writing(arguments) as project:
        count = status.finish(project, arguments.coder, arguments.document)
        sentence = f"Marked {counted(count, 'text')} finished for {arguments.coder}."
        if not count:
            sentence = f"Nothing to do: {arguments.coder} has finished all of that already."
        _done(arguments, project, sentence, coder=arguments.coder, documents=count)
    return 0


def _entities(arguments: argparse.Namespace) -> int:
    from glossator.language.client import Worker
    from glossator.operations import entities

    worker = Worker()
    with _writing(arguments) as project:
        try:
            entities.refresh(project, worker, arguments.pipeline, progress=_progress())
        finally:
            worker.close()
        found = entities.all_mentions(project, arguments.pipeline)
    if arguments.json:
        _print_json(
            [
                {
                    "document": mention.document,
                    "start": mention.extent.start,
                    "end": mention.extent.end,
                    "label": mention.label,
                    "text": mention.text,
                    "status": mention.state,
                    "pipeline": mention.pipeline,
                }
                for mention in found
            ]
        )
    else:
        _print_table(
            ("document", "start", "label", "text"),
            [(m.document, str(m.extent.start), m.label, " ".join(m.text.split())) for m in found],
        )
    return 0


def _search(arguments: argparse.Namespace) -> int:
    from glossator.operations import searching

    with _reading(arguments) as project:
        hits = list(
            searching.search_texts(project, arguments.query, mode="regex" if arguments.regex else "words")
        )
    if arguments.json:
        _print_json(
            [
                {
                    "document": hit.document,
                    "start": hit.extent.start,
                    "end": hit.extent.end,
                    "left": hit.left,
                    "match": hit.match,
                    "right": hit.right,
                }
                for hit in hits
            ]
        )
    else:
        for hit in hits:
            _print(f"{hit.document}:{hit.extent.start}: {hit.left}[{hit.match}]{hit.right}")
    return 0


def _agree(arguments: argparse.Namespace) -> int:
    from glossator.operations import agreement, comparing

    if comparing.is_of_project(arguments.project):
        return _agree_project(arguments)
    if arguments.coders or arguments.unit or arguments.code:
        raise GlossatorError(
            f"“{arguments.project.name}” is no project; --coders, --unit and --code do not go with a case file."
        )
    answers = [answer.as_json() for answer in agreement.of_case(arguments.project)]
    if arguments.json:
        _print_json({"results": answers})
    else:
        _print_table(
            ("measure", "of", "value"),
            [
                (
                    str(answer["measure"]),
                    json.dumps(answer["params"], ensure_ascii=False),
                    str(answer["status"]) if answer["value"] is None else f"{answer['value']:.4f}",
                )
                for answer in answers
            ],
        )
    return 0


def _agree_project(arguments: argparse.Namespace) -> int:
    from glossator.operations import comparing
    from glossator.operations.wording import counted

    with _reading(arguments) as project:
        found = comparing.compare(
            project,
            coder_names=arguments.coders,
            unit=arguments.unit or "char",
            code_paths=arguments.code,
        )
    if arguments.json:
        _print_json(found.as_json())
        return 0
    names = [coder.name for coder in found.subject.coders]
    _print_table(("code", "alpha", "95 %", "F1", "passages F1", *names, "flags"), found.as_rows())
    if found.message:
        print(found.message, file=sys.stderr)
    elif found.left_out:
        what = counted(len(found.left_out), "text")
        print(f"{what} left out; --json says who has yet to finish what.", file=sys.stderr)
    return 0


def _info(arguments: argparse.Namespace) -> int:
    from glossator.operations.overview import overview
    from glossator.operations.wording import counted

    with _reading(arguments) as project:
        seen = overview(project)
    if arguments.json:
        _print_json(seen.as_json())
        return 0
    _print(
        f"{seen.name}: {counted(len(seen.documents), 'text')}, {counted(len(seen.codes), 'code')}, "
        f"{counted(seen.codings, 'coding')}, {counted(len(seen.coders), 'coder')}, "
        f"{counted(seen.entities, 'mention')} of entities"
    )
    if seen.documents:
        _print_table(
            ("text", "words", *(coder.name for coder in seen.coders)),
            [
                (
                    document.name,
                    f"{document.words:,}",
                    *(seen.states.get((document.id, coder.id), "not started") for coder in seen.coders),
                )
                for document in seen.documents
            ],
        )
    return 0


def _history(arguments: argparse.Namespace) -> int:
    with _reading(arguments) as project:
        steps = project.history()
    if arguments.json:
        _print_json(
            [
                {"step": s.id, "at": s.at, "coder": s.coder, "label": s.label, "undone": s.undone}
                for s in steps
            ]
        )
    else:
        _print_table(
            ("step", "at", "coder", "what"),
            [(str(s.id), s.at, s.coder, f"{s.label} (undone)" if s.undone else s.label) for s in steps],
        )
    return 0


def _undo(arguments: argparse.Namespace) -> int:
    with _writing(arguments) as project:
        changes = project.undo()
        _done(arguments, project, f"Undone: {changes.label}.", step=changes.step, label=changes.label)
    return 0


def _redo(arguments: argparse.Namespace) -> int:
    with _writing(arguments) as project:
        changes = project.redo()
        _done(arguments, project, f"Done again: {changes.label}.", step=changes.step, label=changes.label)
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from glossator.operations.checking import problems

    try:
        with _reading(arguments) as project:
            found = problems(project)
    except Damaged as error:
        if not arguments.json:
            raise
        found = [str(error)]
    if arguments.json:
        _print_json({"sound": not found, "problems": found})
    else:
        _print("\n".join(found) if found else "The project is sound.")
    return MENDABLE if found else 0


def _reading(arguments: argparse.Namespace) -> Project:
    from glossator_db.project import Project

    return Project.open(arguments.project, write=False)


def _writing(arguments: argparse.Namespace) -> Project:
    from glossator_db.project import Project

    project = Project.open(arguments.project, must_write=True)
    project.before_commit(_finish_undisturbed)
    return project


def _finish_undisturbed() -> None:
    """Be deaf to Ctrl+C from here on: what is being committed cannot be called interrupted."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def _progress() -> Progress:
    """Return a progress that shows on a terminal, and nowhere else."""
    if not sys.stderr.isatty():
        return Progress()

    def show(done: int, total: int) -> None:
        print(f"\r{done} of {total}", end="\n" if done == total else "", file=sys.stderr, flush=True)

    return Progress(show)


def _done(arguments: argparse.Namespace, project: Project, sentence: str, **more: str | int) -> None:
    if arguments.json:
        _print_json({"project": project.name, "done": sentence, **more})
    else:
        _print(sentence)


def _print_receipt(arguments: argparse.Namespace, receipt: Receipt) -> None:
    from glossator.operations.receipt import sentence

    if arguments.json:
        _print_json(receipt.as_json())
        return
    prefix = "Would be " if receipt.dry_run else ""
    for name, tally in receipt.kinds.items():
        if tally.added or tally.same or tally.changed:
            _print(
                f"{name}: {prefix}{tally.added:,} new, {tally.changed:,} changed, {tally.same:,} there already"
            )
        if tally.placed_exactly or tally.guessed or tally.unplaced:
            _print(
                f"{name}: {tally.placed_exactly:,} placed exactly, {len(tally.guessed):,} guessed, "
                f"{len(tally.unplaced):,} not placed"
            )
        named = (("guessed", tally.guessed), ("not placed", tally.unplaced), ("skipped", tally.skipped))
        for word, items in (*named, ("note", tally.warnings)):
            for item in items:
                _print(f"  {word}: {sentence(item)}")


def _print_json(document: object) -> None:
    _print(json.dumps(document, ensure_ascii=False, indent=1))


def _print_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    widths = [max(len(row[column]) for row in (header, *rows)) for column in range(len(header))]
    for row in (header, *rows):
        _print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _print(text: str) -> None:
    """Print to standard output, whose disk may be full and whose reader may have gone."""
    try:
        print(text, flush=True)
    except OSError as error:
        # What is still to be written would be tried again, and complained of, at the very end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise
        raise GlossatorError(f"The output cannot be written: {error.strerror}.") from error


def _speak_plainly(*, json: bool) -> None:
    """Print JSON as UTF-8, and let no name fail for letters that the terminal cannot show."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            utf8 = "utf-8" if json and stream is sys.stdout else None
            stream.reconfigure(encoding=utf8, errors="backslashreplace")
