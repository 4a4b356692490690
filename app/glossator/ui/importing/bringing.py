"""The job behind an import: sorts the files, runs the verbs, and leaves nothing behind when it is cancelled."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from glossator.exchange import formats, plain
from glossator.operations import documents, exchange
from glossator.operations.receipt import Receipt
from glossator.progress import Cancelled, Progress
from glossator_db.errors import ExchangeError, GlossatorError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from glossator_db.project import Project
    from glossator_db.records import Coder

_TABLES = (".csv", ".tsv", ".jsonl")
WHATS = {"texts": "plain texts", "codebook": "codebook", "codings": "codings"}


@dataclass(frozen=True, slots=True)
class Options:
    """What the person wants where an import of codings would be refused."""

    create_codes: bool = False
    keep_unplaced: bool = False


@dataclass(slots=True)
class Outcome:
    """What an import did."""

    receipt: Receipt
    what: str
    """what was brought in, in a word or two"""
    steps: int
    """how many undo takes to have the project as it was"""
    kinds: frozenset[str] = frozenset()
    """of the files: texts, codebook, codings"""
    refusal: str = ""
    """why the one file that was to be imported was not; nothing has changed then"""
    paths: tuple[Path, ...] = ()


@dataclass(slots=True)
class _Sorted:
    """The files by what they are."""

    texts: list[Path] = field(default_factory=list)
    tables: list[tuple[Path, str]] = field(default_factory=list)
    unknown: list[tuple[Path, str]] = field(default_factory=list)


def sort_files(paths: Sequence[Path]) -> _Sorted:
    """Tell texts, codebooks and codings from one another, by what the files hold."""
    found = _Sorted()
    for path in paths:
        if path.is_dir() or path.suffix.casefold() in plain.SUFFIXES:
            found.texts.append(path)
            continue
        try:
            kind = formats.recognise(path).kind
        except ExchangeError as error:
            if path.suffix.casefold() in _TABLES:
                found.unknown.append((path, str(error).removeprefix(f"{path}: ")))
            else:
                found.texts.append(path)  # the verb says what it can read
            continue
        if kind == "texts":
            found.texts.append(path)
        else:
            found.tables.append((path, kind))
    found.tables.sort(key=lambda table: table[1] != "codebook")  # codings need their codes
    return found


def bring_in(
    project: Project,
    paths: Sequence[Path],
    *,
    coder: Coder | None,
    options: Options = Options(),
    progress: Progress,
    on_read: Callable[[Path, int, str], object],
) -> Outcome:
    """Bring *paths* in: texts first, then codebooks, then codings; a file that cannot be read stops no other.

    Raises
    ------
    Cancelled
        The project is then as it was.
    """
    files = sort_files(paths)
    receipts: list[Receipt] = []
    kinds = {"texts"} if files.texts else set()
    kinds |= {kind for _, kind in files.tables}
    try:
        if files.texts:
            receipts.append(
                documents.add_files(project, files.texts, coder=coder, progress=progress, on_read=on_read)
            )
        for path, reason in files.unknown:
            receipts.append(_refused(path, reason))
            on_read(path, 0, reason)
        for number, (path, _) in enumerate(files.tables):
            progress.step(number, len(files.tables))
            receipts.append(_import(project, path, coder, options, on_read))
        progress.step(1, 1)
    except Cancelled:
        for _ in range(_steps(receipts)):
            project.undo()
        raise
    steps = _steps(receipts)
    alone = len(paths) == 1 and not steps and receipts[0].refused == 1
    refusal = str(receipts[0].total.skipped[0]["reason"]) if alone else ""
    what = " and ".join(WHATS[kind] for kind in WHATS if kind in kinds)
    return Outcome(_joined(receipts, paths), what, steps, frozenset(kinds), refusal, tuple(paths))


def _steps(receipts: Sequence[Receipt]) -> int:
    """Return how many of the verbs changed something: each of these is one step."""
    return sum(any(tally.added or tally.changed for tally in receipt.kinds.values()) for receipt in receipts)


def _import(
    project: Project,
    path: Path,
    coder: Coder | None,
    options: Options,
    on_read: Callable[[Path, int, str], object],
) -> Receipt:
    try:
        receipt = exchange.import_(
            project,
            path,
            coder=coder,
            create_codes=options.create_codes,
            keep_unplaced=options.keep_unplaced,
        )
    except GlossatorError as error:
        reason = for_the_window(str(error).removeprefix(f"{path}, ").removeprefix(f"{path}: "))
        on_read(path, 0, reason)
        return _refused(path, reason)
    on_read(path, 0, "")
    return receipt


def for_the_window(sentence: str) -> str:
    """Return a sentence that speaks of the command line's options as the dialog calls them, and begins as one."""
    said = sentence.replace("or use --create-codes", "or let missing codes be made")
    said = said.replace("; say whose it is with --coder", "")
    return said[:1].upper() + said[1:]


def _refused(path: Path, reason: str) -> Receipt:
    receipt = Receipt(path.name)
    receipt.refused = 1
    receipt.documents.skipped.append({"file": path.name, "reason": reason})
    return receipt


def _joined(receipts: Sequence[Receipt], paths: Sequence[Path]) -> Receipt:
    """Put the receipts of several verbs together."""
    if len(receipts) == 1:
        return receipts[0]
    joined = Receipt(paths[0].name if len(paths) == 1 else f"{len(paths)} files")
    for receipt in receipts:
        joined.refused += receipt.refused
        for name, tally in receipt.kinds.items():
            joined.kinds[name].add(tally)
    return joined
