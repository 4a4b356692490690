"""The kinds of entity in words, and in which order they are offered."""

from __future__ import annotations

WORDS = {
    "PERSON": "Person",
    "ORG": "Organisation",
    "GPE": "Place",
    "LOC": "Place",
    "DATE": "Date",
    "WORK_OF_ART": "Report title",
    "MONEY": "Money",
    "PERCENT": "Percentage",
    "QUANTITY": "Quantity",
    "LAW": "Law",
    "EMAIL": "E-mail",
    "PHONE": "Telephone",
    "URL": "Web address",
}
"""What the table prints for each label; both sorts of place are one kind to a reader."""

CHIPS = (("PERSON", "Person"), ("ORG", "Organisation"), ("LOC", "Place"), ("DATE", "Date"))
"""The kinds that have a chip of their own: a label that looks like it, and its word."""

CHOICES = tuple(label for label in WORDS if label != "GPE")
"""What an entity can be relabelled to."""


def word_of(label: str) -> str:
    """Return the kind in a word."""
    return WORDS.get(label, label.capitalize())


def chip_of(label: str) -> str:
    """Return the chip under which *label* is counted: its word, or “Other”."""
    word = word_of(label)
    return word if any(word == known for _, known in CHIPS) else "Other"
