"""Tables, receipts and JSON on standard output."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

from glossator_db.errors import GlossatorError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from glossator.operations.receipt import Receipt
    from glossator_db.project import Project


def done(arguments: argparse.Namespace, project: Project, sentence: str, **more: str | int) -> None:
    """Print what was done, in a sentence or as JSON with *more*."""
    if arguments.json:
        print_json({"project": project.name, "done": sentence, **more})
    else:
        say(sentence)


def print_receipt(arguments: argparse.Namespace, receipt: Receipt) -> None:
    """Print what came in, and each doubtful case by name."""
    from glossator.operations.receipt import sentence

    if arguments.json:
        print_json(receipt.as_json())
        return
    prefix = "Would be " if receipt.dry_run else ""
    for name, tally in receipt.kinds.items():
        if tally.added or tally.same or tally.changed:
            say(
                f"{name}: {prefix}{tally.added:,} new, {tally.changed:,} changed, {tally.same:,} there already"
            )
        if tally.placed_exactly or tally.guessed or tally.unplaced:
            say(
                f"{name}: {tally.placed_exactly:,} placed exactly, {len(tally.guessed):,} guessed, "
                f"{len(tally.unplaced):,} not placed"
            )
        named = (("guessed", tally.guessed), ("not placed", tally.unplaced), ("skipped", tally.skipped))
        for word, items in (*named, ("note", tally.warnings)):
            for item in items:
                say(f"  {word}: {sentence(item)}")


def print_json(document: object) -> None:
    """Print one JSON document."""
    say(json.dumps(document, ensure_ascii=False, indent=1))


def print_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under a header, in columns."""
    widths = [max(len(row[column]) for row in (header, *rows)) for column in range(len(header))]
    for row in (header, *rows):
        say("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def say(text: str) -> None:
    """Print to standard output, whose disk may be full and whose reader may have gone."""
    try:
        print(text, flush=True)
    except OSError as error:
        # What is still to be written would be tried again, and complained of, at the very end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise
        raise GlossatorError(f"The output cannot be written: {error.strerror}.") from error
