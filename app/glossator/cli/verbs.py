"""The verbs: each calls one operation, prints, and returns the exit status."""

from __future__ import annotations

import json
import signal
import sys
import threading
from typing import TYPE_CHECKING

from glossator.cli.printing import done, print_json, print_receipt, print_table, say
from glossator.progress import Progress
from glossator_db.errors import Damaged, GlossatorError

if TYPE_CHECKING:
    import argparse

    from glossator_db.project import Project

MENDABLE = 2


def new(arguments: argparse.Namespace) -> int:
    """Make an empty project."""
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
    done(arguments, project, f"Made “{project.name}”.")
    return 0


def add(arguments: argparse.Namespace) -> int:
    """Add texts."""
    from glossator.operations import documents
    from glossator.operations.wording import counted

    with _writing(arguments) as project:
        receipt = documents.add_files(project, arguments.files, progress=_progress())
        print_receipt(arguments, receipt)
    if not receipt.refused:
        return 0
    what = counted(receipt.refused, "file")
    print(
        f"{what} could not be read; the receipt names each under “skipped”, with the reason.", file=sys.stderr
    )
    return MENDABLE


def import_(arguments: argparse.Namespace) -> int:
    """Bring a codebook or codings in."""
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
        print_receipt(arguments, receipt)
    return 0


def export(arguments: argparse.Namespace) -> int:
    """Write the codebook, the codings or the texts."""
    from glossator.operations import exchange

    with _reading(arguments) as project:
        rows = exchange.export(
            project,
            arguments.file,
            format=arguments.format,
            coder_names=arguments.coder,
            document_names=arguments.document,
        )
        done(
            arguments,
            project,
            f"Wrote {rows:,} rows to “{arguments.file}”.",
            file=str(arguments.file),
            rows=rows,
        )
    return 0


def finish(arguments: argparse.Namespace) -> int:
    """Mark texts finished for a coder."""
    from glossator.operations import status
    from glossator.operations.wording import counted

    with _writing(arguments) as project:
        count = status.finish(project, arguments.coder, arguments.document)
        sentence = f"Marked {counted(count, 'text')} finished for {arguments.coder}."
        if not count:
            sentence = f"Nothing to do: {arguments.coder} has finished all of that already."
        done(arguments, project, sentence, coder=arguments.coder, documents=count)
    return 0


def entities(arguments: argparse.Namespace) -> int:
    """Find entities in the texts not yet read, then list all."""
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
        print_json(
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
        print_table(
            ("document", "start", "label", "text"),
            [(m.document, str(m.extent.start), m.label, " ".join(m.text.split())) for m in found],
        )
    return 0


def search(arguments: argparse.Namespace) -> int:
    """List where a query stands, with the words around it."""
    from glossator.operations import searching

    with _reading(arguments) as project:
        hits = list(
            searching.search_texts(project, arguments.query, mode="regex" if arguments.regex else "words")
        )
    if arguments.json:
        print_json(
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
            say(f"{hit.document}:{hit.extent.start}: {hit.left}[{hit.match}]{hit.right}")
    return 0


def agree(arguments: argparse.Namespace) -> int:
    """Print the agreement of a project’s coders, or the figures of a neutral case file."""
    from glossator.operations import agreement, comparing

    if comparing.is_of_project(arguments.project):
        return _agree_project(arguments)
    if arguments.coders or arguments.unit or arguments.code:
        raise GlossatorError(
            f"“{arguments.project.name}” is no project; --coders, --unit and --code do not go with a case file."
        )
    answers = [answer.as_json() for answer in agreement.of_case(arguments.project)]
    if arguments.json:
        print_json({"results": answers})
    else:
        print_table(
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
        print_json(found.as_json())
        return 0
    names = [coder.name for coder in found.subject.coders]
    print_table(("code", "alpha", "95 %", "F1", "passages F1", *names, "flags"), found.as_rows())
    if found.message:
        print(found.message, file=sys.stderr)
    elif found.left_out:
        what = counted(len(found.left_out), "text")
        print(f"{what} left out; --json says who has yet to finish what.", file=sys.stderr)
    return 0


def info(arguments: argparse.Namespace) -> int:
    """Say what is in a project."""
    from glossator.operations.overview import overview
    from glossator.operations.wording import counted

    with _reading(arguments) as project:
        seen = overview(project)
    if arguments.json:
        print_json(seen.as_json())
        return 0
    say(
        f"{seen.name}: {counted(len(seen.documents), 'text')}, {counted(len(seen.codes), 'code')}, "
        f"{counted(seen.codings, 'coding')}, {counted(len(seen.coders), 'coder')}, "
        f"{counted(seen.entities, 'mention')} of entities"
    )
    if seen.documents:
        print_table(
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


def history(arguments: argparse.Namespace) -> int:
    """List every step, the newest first."""
    with _reading(arguments) as project:
        steps = project.history()
    if arguments.json:
        print_json(
            [
                {"step": s.id, "at": s.at, "coder": s.coder, "label": s.label, "undone": s.undone}
                for s in steps
            ]
        )
    else:
        print_table(
            ("step", "at", "coder", "what"),
            [(str(s.id), s.at, s.coder, f"{s.label} (undone)" if s.undone else s.label) for s in steps],
        )
    return 0


def undo(arguments: argparse.Namespace) -> int:
    """Take back the last step."""
    with _writing(arguments) as project:
        changes = project.undo()
        done(arguments, project, f"Undone: {changes.label}.", step=changes.step, label=changes.label)
    return 0


def redo(arguments: argparse.Namespace) -> int:
    """Do the last undone step again."""
    with _writing(arguments) as project:
        changes = project.redo()
        done(arguments, project, f"Done again: {changes.label}.", step=changes.step, label=changes.label)
    return 0


def check(arguments: argparse.Namespace) -> int:
    """Say what is wrong with the file and its codings."""
    from glossator.operations.checking import problems

    try:
        with _reading(arguments) as project:
            found = problems(project)
    except Damaged as error:
        if not arguments.json:
            raise
        found = [str(error)]
    if arguments.json:
        print_json({"sound": not found, "problems": found})
    else:
        say("\n".join(found) if found else "The project is sound.")
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
