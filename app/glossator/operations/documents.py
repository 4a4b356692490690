"""Texts come in, get other names, and go."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from glossator.exchange import plain
from glossator.exchange.cells import storable
from glossator.operations.receipt import Receipt
from glossator.operations.wording import counted
from glossator.progress import Progress
from glossator.text.canonical import canonical
from glossator.text.units import count_words
from glossator_db import documents
from glossator_db.errors import ExchangeError, GlossatorError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from glossator.text.canonical import Canonical
    from glossator_db.project import Project
    from glossator_db.records import Coder, Document, DocumentId

_CERTAIN = 0.95


@dataclass(frozen=True, slots=True)
class _Read:
    path: Path
    canonical: Canonical
    encoding: str
    certainty: float
    words: int


def add_files(
    project: Project,
    paths: Sequence[Path],
    *,
    coder: Coder | None = None,
    progress: Progress | None = None,
    on_read: Callable[[Path, int, str], object] = lambda path, words, reason: None,
) -> Receipt:
    """Add text files, and those in folders, each named after its file; one that cannot be read stops no other.

    A text that the project has already is skipped and listed. *on_read* is told of each file, with its words or with
    the reason why it cannot be read.
    """
    progress = progress or Progress()
    closed: list[OSError] = []
    files = list(_walk(paths, closed))
    receipt = Receipt(source=files[0].name if len(files) == 1 else counted(len(files), "file"))
    receipt.refused = len(closed)
    receipt.documents.skipped += [
        {"file": str(error.filename), "reason": f"The folder cannot be read: {error.strerror}."}
        for error in closed
    ]
    read: list[_Read] = []
    for number, file in enumerate(files):
        progress.step(number, len(files))
        try:
            read.append(_read(file))
            on_read(file, read[-1].words, "")
        except GlossatorError as error:
            receipt.refused += 1
            receipt.documents.skipped.append({"file": str(file), "reason": _without_path(error, file)})
            on_read(file, 0, _without_path(error, file))
    if read:
        with project.change("Added texts", coder=_name(coder)) as conn:
            for made in read:
                there = documents.by_hash(conn, documents.hash_of(made.canonical.text))
                if there is not None:
                    reason = f"its text is in the project already, as “{there.name}”"
                    receipt.documents.same += 1
                    receipt.documents.skipped.append({"file": str(made.path), "reason": reason})
                    continue
                document = documents.add(
                    conn,
                    name=_name_for(made.path),
                    text=made.canonical.text,
                    words=made.words,
                    source=storable(made.path.name),
                    encoding=made.encoding,
                    newlines=made.canonical.newlines,
                )
                receipt.documents.added += 1
                receipt.documents.warnings += [
                    {"document": document.name, "reason": r} for r in _remarks(made)
                ]
            project.relabel(conn, f"Added {counted(receipt.documents.added, 'text')}")
    progress.step(len(files), len(files))
    return receipt


def add_text(project: Project, name: str, text: str, *, coder: Coder | None = None) -> Document:
    """Add a text that was pasted."""
    made = canonical(text)
    with project.change(f"Added “{name}”", coder=_name(coder)) as conn:
        return documents.add(
            conn,
            name=name,
            text=made.text,
            words=count_words(made.text),
            newlines=made.newlines,
            encoding="utf-8",
        )


def rename(project: Project, document_id: DocumentId, name: str, *, coder: Coder | None = None) -> None:
    """Give a text another name."""
    with project.change("Renamed a text", coder=_name(coder)) as conn:
        before = documents.get(conn, document_id).name
        documents.rename(conn, document_id, name)
        project.relabel(conn, f"Renamed “{before}” to “{name.strip()}”")


def set_memo(project: Project, document_id: DocumentId, memo: str, *, coder: Coder | None = None) -> None:
    """Replace the memo of a text."""
    with project.change("Changed a memo", coder=_name(coder)) as conn:
        documents.set_memo(conn, document_id, memo)
        project.relabel(conn, f"Changed the memo of “{documents.get(conn, document_id).name}”")


def remove(project: Project, document_id: DocumentId, *, coder: Coder | None = None) -> int:
    """Remove a text with its codings; return how many there were."""
    with project.change("Removed a text", coder=_name(coder)) as conn:
        name = documents.get(conn, document_id).name
        count = documents.remove(conn, document_id)
        project.relabel(conn, f"Removed “{name}”, {counted(count, 'coding')}")
        return count


def _walk(paths: Iterable[Path], closed: list[OSError]) -> Iterator[Path]:
    """Give the files among *paths* and those in its folders, hidden ones left out; what is barred goes to *closed*."""
    for path in paths:
        if not os.path.isdir(path):
            yield path
            continue
        for folder, folders, names in os.walk(path, onerror=closed.append):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            yield from (Path(folder, name) for name in sorted(names) if not name.startswith("."))


def _name_for(path: Path) -> str:
    """Return the name of the text that a file holds: the file's own, less what a name may not hold."""
    letters = (" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in storable(path.stem))
    return "".join(letters).strip() or "Text"


def _read(path: Path) -> _Read:
    if path.suffix and path.suffix.casefold() not in plain.SUFFIXES:
        kinds = ", ".join(suffix.lstrip(".") for suffix in plain.SUFFIXES)
        raise ExchangeError(f"“{path.suffix}” files cannot be read; these can: {kinds}.")
    if os.path.exists(path) and not os.path.isfile(path):
        raise ExchangeError("This is a device or a pipe, not a file.")
    raw = plain.read(path)
    text = canonical(raw.text)
    return _Read(path, text, raw.encoding, raw.certainty, count_words(text.text))


def _remarks(file: _Read) -> Iterator[str]:
    if file.certainty < _CERTAIN:
        yield f"read as {file.encoding}, which is a guess; look whether accents and quotation marks are right"
    for kind, count in file.canonical.replaced.items():
        yield f"{counted(count, kind)} became U+FFFD, one for one"
    if not file.canonical.text.strip():
        yield "holds no words"


def _without_path(error: GlossatorError, path: Path) -> str:
    return str(error).removeprefix(f"{path}: ")


def _name(coder: Coder | None) -> str:
    return coder.name if coder else ""
