"""What bringing something in did: so many new, so many the same, and each doubtful case by name."""

from __future__ import annotations

from dataclasses import dataclass, field

Item = dict[str, str | int]
"""One doubtful case: where it is (file, line, document, …) and, under ``reason``, what is wrong with it."""


@dataclass(slots=True)
class Tally:
    """The outcome for one kind of thing."""

    added: int = 0
    same: int = 0
    """there already, and equal"""
    changed: int = 0
    placed_exactly: int = 0
    guessed: list[Item] = field(default_factory=list)
    unplaced: list[Item] = field(default_factory=list)
    skipped: list[Item] = field(default_factory=list)
    warnings: list[Item] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Count *other* in."""
        self.added += other.added
        self.same += other.same
        self.changed += other.changed
        self.placed_exactly += other.placed_exactly
        self.guessed += other.guessed
        self.unplaced += other.unplaced
        self.skipped += other.skipped
        self.warnings += other.warnings

    def as_json(self) -> dict[str, object]:
        """Return the figures under the names that scripts rely on."""
        return {
            "added": self.added,
            "same": self.same,
            "changed": self.changed,
            "placed_exactly": self.placed_exactly,
            "guessed": self.guessed,
            "unplaced": self.unplaced,
            "skipped": self.skipped,
            "warnings": self.warnings,
        }


@dataclass(slots=True)
class Receipt:
    """The outcome of adding or importing."""

    source: str
    """the file's name, or how many files"""
    documents: Tally = field(default_factory=Tally)
    codes: Tally = field(default_factory=Tally)
    codings: Tally = field(default_factory=Tally)
    memos: Tally = field(default_factory=Tally)
    dry_run: bool = False
    refused: int = 0
    """files that could not be read; they are under ``documents.skipped``"""

    @property
    def kinds(self) -> dict[str, Tally]:
        """The tallies by the name of their kind."""
        return {
            "documents": self.documents,
            "codes": self.codes,
            "codings": self.codings,
            "memos": self.memos,
        }

    @property
    def total(self) -> Tally:
        """All kinds together."""
        total = Tally()
        for tally in self.kinds.values():
            total.add(tally)
        return total

    def as_json(self) -> dict[str, object]:
        """Return the receipt as ``--json`` prints it."""
        document: dict[str, object] = {"source": self.source, **self.total.as_json()}
        if self.dry_run:
            document["dry_run"] = True
        return document | {name: tally.as_json() for name, tally in self.kinds.items()}


def sentence(item: Item) -> str:
    """Return a doubtful case in one line."""
    where = ", ".join(
        f"line {value}" if name == "line" else f"“{value}”"
        for name, value in item.items()
        if name != "reason"
    )
    return f"{where}: {item['reason']}" if where else str(item["reason"])
