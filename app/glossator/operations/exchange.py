"""Writing a project to neutral files, and bringing such files in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossator.exchange import codebook, formats, table
from glossator.exchange.atomic import replacing
from glossator.exchange.codebook import CodeRow
from glossator.exchange.rows import CodingRow
from glossator.operations.codebook_import import import_codebook
from glossator.operations.codings_import import import_codings
from glossator_db import coders, codes, codings, documents
from glossator_db.errors import ExchangeError, NotFound
from glossator_db.paths import split_path

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from glossator.operations.receipt import Receipt
    from glossator_db.project import Project
    from glossator_db.records import Coder, Document

_FORMAT_OF_KIND = {
    ("codebook", ".csv"): "codebook-csv",
    ("codings", ".csv"): "codings-csv",
    ("codings", ".jsonl"): "codings-jsonl",
}


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
    texts = _documents(project, document_names)
    if wanted.name == "codebook-csv":
        return codebook.write(path, _code_rows(project, {document.id for document in texts}))
    if wanted.name == "texts":
        return _write_texts(project, path, texts)
    rows = _coding_rows(project, texts, _coders(project, coder_names))
    return table.write_csv(path, rows) if wanted.name == "codings-csv" else table.write_jsonl(path, rows)


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
    found = formats.recognise(path, format or _FORMAT_OF_KIND.get((kind or "", path.suffix.casefold())))
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


def _documents(project: Project, names: Collection[str]) -> list[Document]:
    with project.read() as conn:
        there = documents.list_(conn)
    known = {document.name for document in there}
    for name in names:
        if name not in known:
            raise NotFound(f"There is no text “{name}” in “{project.name}”.")
    return [document for document in there if not names or document.name in names]


def _coders(project: Project, names: Collection[str]) -> list[Coder]:
    with project.read() as conn:
        there = coders.list_(conn)
    known = {coder.name for coder in there}
    for name in names:
        if name not in known:
            raise NotFound(f"There is no coder “{name}” in “{project.name}”.")
    return [coder for coder in there if not names or coder.name in names]


def _code_rows(project: Project, document_ids: Collection[int]) -> Iterator[CodeRow]:
    with project.read() as conn:
        tree = codes.list_(conn)
        used: dict[int, list[int]] = {}
        for document_id in document_ids:
            for code_id, count in codings.counts(conn, document_id=document_id).items():  # type: ignore[arg-type]
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


def _coding_rows(project: Project, texts: Sequence[Document], who: Sequence[Coder]) -> Iterator[CodingRow]:
    names = {coder.id: coder.name for coder in who}
    with project.read() as conn:
        paths = codes.paths(codes.list_(conn))
    for document in texts:
        with project.read() as conn:
            text = documents.text(conn, document.id)
            found = codings.list_(conn, document.id)
        for coding in found:
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


def _write_texts(project: Project, folder: Path, texts: Sequence[Document]) -> int:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise ExchangeError(
            f"The folder “{folder}” cannot be made: {error.strerror}. Choose another."
        ) from error
    taken: set[str] = set()
    for document in texts:
        with project.read() as conn:
            text = documents.text(conn, document.id)
        with replacing(folder / f"{_file_name(document.name, taken)}.txt") as stream:
            stream.write(text)
    return len(texts)


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
