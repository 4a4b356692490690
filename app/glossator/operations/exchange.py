"""Writing a project to neutral files, and bringing such files in."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from glossator.exchange import codebook, formats, table
from glossator.exchange.codebook import CodeRow
from glossator.exchange.rows import CodingRow
from glossator.operations.codebook_import import import_codebook
from glossator.operations.codings_import import import_codings
from glossator.operations.named import coders_named, documents_named
from glossator_db import codes, codings, documents
from glossator_db.errors import ExchangeError
from glossator_db.paths import split_path
from glossator_db.project import is_project

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from glossator.operations.receipt import Receipt
    from glossator_db.engine import Connection
    from glossator_db.project import Project
    from glossator_db.records import CodeId, Coder, Document

_FORMAT_OF_KIND = {"codebook": "codebook-csv", "codings": "codings-csv"}
"""What a file is read as that says nothing of itself."""


def export(
    project: Project,
    path: Path,
    *,
    format: str | None = None,  # noqa: A002  the word of the command line
    coder_names: Collection[str] = (),
    document_names: Collection[str] = (),
) -> int:
    """Write a project, or these coders' work on these texts, to *path*; return how many rows or files.

    Raises
    ------
    NotFound
        For a coder or text that is not in the project.
    ExchangeError
        Where the file cannot be written, or its ending names no format.
    """
    wanted = formats.for_export(path, format)
    _refuse_projects(path)
    with project.snapshot() as conn:
        texts = documents_named(project, conn, document_names)
        if wanted.name == "codebook-csv":
            return codebook.write(path, _code_rows(conn, texts))
        if wanted.name == "texts":
            return _write_texts(conn, path, texts)
        rows = _coding_rows(conn, texts, coders_named(project, conn, coder_names))
        return table.write_csv(path, rows) if wanted.name == "codings-csv" else table.write_jsonl(path, rows)


def texts_in_the_way(project: Project, folder: Path, document_names: Collection[str] = ()) -> list[str]:
    """Return the names of the files in *folder* that writing these texts there would replace."""
    with project.read() as conn:
        names = _text_files(documents_named(project, conn, document_names))
    return [name for name in names if (folder / name).exists()]


def import_(
    project: Project,
    path: Path,
    *,
    format: str | None = None,  # noqa: A002
    kind: str | None = None,
    coder: Coder | None = None,
    coder_name: str = "",
    create_codes: bool = False,
    keep_unplaced: bool = False,
    dry_run: bool = False,
) -> Receipt:
    """Bring a codebook or codings in, as one step; the format is told from what the file holds.

    Parameters
    ----------
    kind
        ``codebook`` or ``codings``, where the file could be taken for either.
    coder
        Who does it.
    coder_name
        Bring all codings in as this coder's, whoever the file names.
    create_codes
        Make codes that the codebook lacks, instead of refusing.
    keep_unplaced
        Bring the rest in where some codings cannot be placed, instead of refusing.
    dry_run
        Change nothing; the receipt says what would.
    """
    found = _recognised(path, format, kind)
    actor = coder.name if coder else coder_name
    if found.name == "codebook-csv":
        return import_codebook(project, path, codebook.read(path), actor=actor, dry_run=dry_run)
    if found.name in ("codings-csv", "codings-jsonl"):
        rows = table.read_csv(path) if found.name == "codings-csv" else table.read_jsonl(path)
        return import_codings(
            project,
            path,
            rows,
            actor=actor,
            coder_name=coder_name,
            create_codes=create_codes,
            keep_unplaced=keep_unplaced,
            dry_run=dry_run,
        )
    raise ExchangeError(
        f"“{path.name}” holds {found.what}, which cannot be imported. Add texts as documents."
    )


def _recognised(path: Path, name: str | None, kind: str | None) -> formats.Format:
    """Return the format of a file; what the person calls it decides only where its content does not."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise ExchangeError("This is a device or a pipe, not a file.", path=str(path))
    if name:
        return formats.named(name)
    try:
        found = formats.recognise(path)
    except ExchangeError:
        if kind not in _FORMAT_OF_KIND or not path.is_file():
            raise
        return formats.named(_FORMAT_OF_KIND[kind])
    if found.kind == "texts" and kind in _FORMAT_OF_KIND and path.is_file():
        return formats.named(_FORMAT_OF_KIND[kind])
    if kind and found.kind != kind:
        raise ExchangeError(f"This is no {kind}; it holds {found.what.lower()}.", path=str(path))
    return found


def _refuse_projects(path: Path) -> None:
    """Refuse to put an export in the place of a project: it is a person's whole work."""
    try:
        with path.open("rb") as file:
            head = file.read(100) if path.is_file() else b""
    except OSError:  # not there yet, or writing it will say what is wrong
        return
    if is_project(head):
        raise ExchangeError(
            "This is a project; an export never takes its place. Choose another name.", path=str(path)
        )


def _code_rows(conn: Connection, texts: Sequence[Document]) -> Iterator[CodeRow]:
    tree = codes.list_(conn)
    used: dict[CodeId, list[int]] = {}
    for document in texts:
        for code_id, count in codings.counts(conn, document_id=document.id).items():
            used.setdefault(code_id, []).append(count)
    paths = codes.paths(tree)
    for code in tree:
        yield CodeRow(
            path=split_path(paths[code.id]),
            description=code.description,
            include=code.include,
            exclude=code.exclude,
            example=code.example,
            memo=code.memo,
            color=code.color,
            mark=code.mark,
            shortcut=code.shortcut,
            digit=code.digit if code.digit_fixed else None,
            codable=code.codable,
            codings=sum(used.get(code.id, ())),
            documents=len(used.get(code.id, ())),
            guid=code.guid,
        )


def _coding_rows(conn: Connection, texts: Sequence[Document], who: Sequence[Coder]) -> Iterator[CodingRow]:
    names = {coder.id: coder.name for coder in who}
    paths = codes.paths(codes.list_(conn))
    for document in texts:
        text = documents.text(conn, document.id)
        for coding in codings.list_(conn, document.id):
            if coding.coder_id in names:
                yield CodingRow(
                    doc=document.name,
                    start=coding.extent.start,
                    end=coding.extent.end,
                    quote=text[coding.extent.start : coding.extent.end],
                    code=paths[coding.code_id],
                    coder=names[coding.coder_id],
                    memo=coding.memo,
                    weight=coding.weight,
                    unsure=coding.unsure,
                    created=coding.created,
                    modified=coding.modified,
                    id=coding.guid,
                )


def _write_texts(conn: Connection, folder: Path, texts: Sequence[Document]) -> int:
    """Write the texts beside their places first, then move all in: none is there before all could be written."""
    names = _text_files(texts)
    made = not folder.exists()
    try:
        folder.mkdir(exist_ok=True)
        with TemporaryDirectory(prefix=".", suffix=".tmp", dir=folder) as beside:
            for document, name in zip(texts, names, strict=True):
                with Path(beside, name).open("x", encoding="utf-8", newline="") as stream:
                    stream.write(documents.text(conn, document.id))
            for name in names:
                Path(beside, name).replace(folder / name)
    except BaseException as error:
        if made and folder.is_dir():
            shutil.rmtree(folder)
        if not isinstance(error, OSError):
            raise
        reason = (error.strerror or str(error)).lower()
        raise ExchangeError(
            f"The texts cannot be written: {reason}. Choose another folder.", path=str(folder)
        ) from error
    return len(texts)


def _text_files(texts: Sequence[Document]) -> list[str]:
    taken: set[str] = set()
    return [f"{_file_name(document.name, taken)}.txt" for document in texts]


def _file_name(name: str, taken: set[str]) -> str:
    """Return *name* without what file systems refuse, and unlike those *taken*, to which it is added."""
    bare = "".join("_" if letter in '<>:"/\\|?*' or ord(letter) < 32 else letter for letter in name)
    while len(bare.encode()) > 200:
        bare = bare[:-1]
    bare = bare.rstrip(". ") or "text"
    unique, number = bare, 1
    while unique.casefold() in taken:
        number += 1
        unique = f"{bare} ({number})"
    taken.add(unique.casefold())
    return unique
