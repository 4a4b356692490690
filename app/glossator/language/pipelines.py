"""Which pipelines can find entities: our rules, and every installed spaCy model. Nothing here imports spaCy."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, entry_points, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from glossator.language import words

RULES = "rules"
RULES_VERSION = "1"
"""Goes up when the rules change in a way that the fingerprint of lists and sources cannot show."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Something that finds entities."""

    name: str
    version: str
    language: str
    description: str
    usable: bool
    reason: str
    """why it cannot be used, as one sentence; empty where it can"""


def installed() -> list[Pipeline]:
    """Return the rules and then every installed model by name, usable or not."""
    models = sorted({point.name for point in entry_points(group="spacy_models")})
    return [get(RULES), *(get(name) for name in models if name != RULES)]


def get(name: str) -> Pipeline:
    """Describe the pipeline *name*: ``rules``, a model's name, or the folder of a saved pipeline."""
    if name == RULES:
        return Pipeline(
            RULES, _rules_version(), "en", "Glossator’s rules and word lists for English", True, ""
        )
    place = location(name)
    if place is None:
        return Pipeline(name, "", "", "", False, f"The model “{name}” is not installed.")
    try:
        meta = _meta(place)
    except (OSError, ValueError):
        return Pipeline(
            name, "", "", "", False, f"The model “{name}” is damaged: its meta.json cannot be read."
        )
    reason = _mismatch(name, str(meta.get("spacy_version", "")))
    return Pipeline(
        name=name,
        version=str(meta.get("version", "")),
        language=str(meta.get("lang", "")),
        description=str(meta.get("description", "")),
        usable=not reason,
        reason=reason,
    )


def version_of(name: str) -> str:
    """Return what a kept reading by *name* depends on; another value means that it has to be made anew."""
    if name == RULES:
        return _rules_version()
    parts = [get(name).version or "unknown", f"spacy {_spacy_version() or 'none'}"]
    if _is_folder(name) and Path(name).is_dir():
        parts.append(_folder_state(Path(name)))
    return " ".join(parts)


def location(name: str) -> Path | None:
    """Return the folder with the meta.json of a model, or None where there is no such model."""
    if _is_folder(name):
        return Path(name) if Path(name).is_dir() else None
    for point in entry_points(group="spacy_models", name=name):
        spec = find_spec(point.value.partition(":")[0].partition(".")[0])
        for place in (spec.submodule_search_locations or []) if spec else []:
            return Path(place)
    return None


def _is_folder(name: str) -> bool:
    return "/" in name or "\\" in name


def _rules_version() -> str:
    return f"{RULES_VERSION}+{words.fingerprint()}"


def _spacy_version() -> str:
    try:
        return version("spacy")
    except PackageNotFoundError:
        return ""


def _meta(place: Path) -> dict[str, Any]:
    meta = json.loads((place / "meta.json").read_text(encoding="utf-8"))
    if not isinstance(meta, dict):
        raise ValueError("not a table")
    return meta


def _mismatch(name: str, wanted: str) -> str:
    """Say why a model that wants the spaCy versions *wanted* cannot be used; empty where it can."""
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    have = _spacy_version()
    if not have:
        return "spaCy is not installed, so that no model can be used."
    try:
        fits = SpecifierSet(wanted).contains(have, prereleases=True)
    except InvalidSpecifier:
        return f"The model “{name}” is damaged: it does not say which spaCy it was made for."
    if fits:
        return ""
    return f"The model “{name}” was made for spaCy {wanted}, but spaCy {have} is installed."


def _folder_state(place: Path) -> str:
    """Return a few digits that change when a file of a saved pipeline is written again."""
    digest = hashlib.sha256()
    for path in sorted(place.rglob("*")):
        if path.is_file():
            state = path.stat()
            digest.update(f"{path.relative_to(place)} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:8]
