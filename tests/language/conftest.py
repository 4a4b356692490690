"""Pipelines that the language tests share; building one takes a second, so each is built once."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from glossator.language import pipelines
from glossator.language.client import Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from spacy.language import Language

Marked = list[tuple[str, str]]


@pytest.fixture(scope="session")
def rules() -> Language:
    from glossator.language.rules import build

    return build()


@pytest.fixture
def find(rules: Language) -> Callable[[str], Marked]:
    """Return a function that gives the (label, words) found in a text."""
    from glossator.language.worker import found_in

    def found(text: str) -> Marked:
        (rows,) = found_in(rules, pipelines.RULES, [text])
        assert all(0 <= start < end <= len(text) for start, end, *_ in rows)
        return [(label, text[start:end]) for start, end, label, _ in rows]

    return found


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """Return a running worker that the tests of a module share."""
    with Worker() as running:
        yield running


@pytest.fixture
def own_worker() -> Iterator[Worker]:
    """Return a worker, not yet started, for a test that ends or prepares it."""
    with Worker() as running:
        yield running


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Train a small model on four sentences and return its folder."""
    import spacy
    from spacy.training import Example

    nlp = spacy.blank("en")
    ner = nlp.add_pipe("ner")
    lines = [
        ("The Quibblers met in Zedbury .", [(4, 13, "ORG"), (21, 28, "GPE")]),
        ("Zedbury is a town .", [(0, 7, "GPE")]),
        ("We saw Quibblers at Zedbury Arches .", [(7, 16, "NORP"), (20, 34, "FAC")]),
        ("They left Zedbury at noon .", [(10, 17, "GPE"), (21, 25, "TIME")]),
    ]
    examples = [Example.from_dict(nlp.make_doc(text), {"entities": spans}) for text, spans in lines]
    for label in ("ORG", "GPE", "NORP", "FAC", "TIME"):
        ner.add_label(label)
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(25):
        nlp.update(examples, sgd=optimizer, drop=0.0)
    folder = tmp_path_factory.mktemp("trained") / "tiny"
    nlp.meta.update(name="tiny", version="0.0.7", description="Four sentences")
    nlp.to_disk(folder)
    return folder


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return a function that installs a saved pipeline as a package would, for us and for the worker."""
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.setenv(
        "PYTHONPATH", os.pathsep.join([str(site), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
    )

    def put(package: str, saved: Path, **meta: str) -> None:
        description = json.loads((saved / "meta.json").read_text(encoding="utf-8")) | meta
        inner = site / package / f"{package}-{description['version']}"
        for path in saved.rglob("*"):
            target = inner / path.relative_to(saved)
            if path.is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(path.read_bytes())
        for place in (inner, site / package):
            (place / "meta.json").write_text(json.dumps(description), encoding="utf-8")
        (site / package / "__init__.py").write_text(
            "from pathlib import Path\n"
            "from spacy.util import load_model_from_init_py\n"
            "def load(**overrides):\n"
            "    return load_model_from_init_py(__file__, **overrides)\n",
            encoding="utf-8",
        )
        info = site / f"{package}-{description['version']}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {package}\nVersion: {description['version']}\n", encoding="utf-8"
        )
        (info / "entry_points.txt").write_text(f"[spacy_models]\n{package} = {package}\n", encoding="utf-8")

    return put
