"""What agreement costs on the largest study, beside expanding it to single characters."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import krippendorff
import numpy as np
import pytest

from glossator.agreement.alpha import alpha_binary
from glossator.agreement.bootstrap import bootstrap
from glossator.agreement.ledger import Ledger
from glossator.agreement.material import Codings, Material
from glossator.agreement.table import AgreementTable, tabulate
from glossator.agreement.units import Units

if TYPE_CHECKING:
    from collections.abc import Callable

    Within = Callable[[str, float, float], None]

pytestmark = pytest.mark.bench

DOCUMENTS, LENGTH, CODERS, CODES, CODINGS = 2_000, 20_000, 4, 150, 500_000
MEMORY = 300  # MiB above the program without a study

PEAK = Path("/proc/self/status")

# Makes the first table in a process of its own, then says how far its memory grew at most, and its CPU seconds. What
# getrusage calls the peak would not do: a process begins with that of the one that started it.
PROGRAM = """
import re, sys, time
import numpy as np
from glossator.agreement.ledger import Ledger
from glossator.agreement.material import Codings, Material
from glossator.agreement.table import tabulate

def peak():
    return int(re.search(r"VmHWM:\\s*(\\d+) kB", open("/proc/self/status").read())[1]) / 1024

idle = peak()
kept = np.load(sys.argv[1])
material = Material(kept["lengths"], kept["done"], Codings.of(*kept["columns"]), int(kept["codes"]))
started = time.process_time()
tabulate(Ledger(material))
print(peak() - idle, time.process_time() - started)
"""


def columns() -> np.ndarray:
    """Return codings as a team would make them: most find a passage, half of the edges differ; few codes are common."""
    draw = np.random.default_rng(20_000)
    passages = CODINGS // 2
    code = draw.zipf(1.3, 4 * passages) - 1
    code = code[code < CODES][:passages]
    document, start = draw.integers(0, DOCUMENTS, passages), draw.integers(30, LENGTH - 400, passages)
    end = start + draw.integers(20, 300, passages)
    found = []
    for coder in range(CODERS):
        has = draw.random(passages) < 0.55
        edges = [
            edge + draw.integers(-15, 15, passages) * draw.integers(0, 2, passages) for edge in (start, end)
        ]
        own = np.array(
            [document, code, np.full(passages, coder), edges[0], np.maximum(edges[1], edges[0] + 1)]
        )
        found.append(own[:, has])
    rows = np.concatenate(found, axis=1)
    return rows[:, draw.permutation(rows.shape[1])[:CODINGS]]


@pytest.fixture(scope="module")
def material() -> Material:
    edges = np.arange(0, LENGTH, 100)
    texts = np.arange(DOCUMENTS + 1) * len(edges)
    sentences = Units(texts, np.tile(edges, DOCUMENTS), np.tile(edges + 95, DOCUMENTS))
    codings = Codings.of(*columns())
    assert len(codings) == CODINGS
    done = np.ones((DOCUMENTS, CODERS), np.bool_)
    return Material(np.full(DOCUMENTS, LENGTH), done, codings, CODES, {"sentence": sentences})


def seconds(work: Callable[[], object], runs: int = 3) -> float:
    """Return the CPU seconds of *work*, the best of several runs."""
    taken = []
    for _ in range(runs):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return min(taken)


def test_first_table_with_intervals(material: Material, within: Within) -> None:
    within(
        "agreement, 500,000 codings: first table with intervals",
        seconds(lambda: tabulate(Ledger(material))),
        3,
    )


def test_another_unit_and_other_coders(material: Material, within: Within) -> None:
    ledger = Ledger(material)

    def table(change: Callable[[], None]) -> AgreementTable:
        change()
        return tabulate(ledger)

    for unit in ("document", "char", "sentence"):
        taken = seconds(lambda unit=unit: table(lambda: ledger.count_in(unit)))
        within(f"agreement: table of another unit, {unit}", taken, 1)
    taken = seconds(lambda: table(lambda: ledger.compare(np.array([0, 2, 3]))))
    within("agreement: table of other coders", taken, 1)
    within("agreement: 2,000 replicates of all codes", seconds(lambda: bootstrap(ledger.counts.shares())), 1)


def test_one_edited_coding(material: Material, within: Within) -> None:
    ledger = Ledger(material)

    def edit() -> None:
        own = ledger.material.codings.take(ledger.material.codings.rows(1000))
        own.end[3] += 1
        ledger.put(1000, own)
        tabulate(ledger)

    within("agreement: one coding edited, table anew", seconds(edit, 10), 0.05)


@pytest.mark.skipif(not PEAK.exists(), reason="the peak of a process is not to be had here")
def test_memory_of_the_first_table(material: Material, tmp_path: Path, within: Within) -> None:
    c = material.codings
    kept = {"columns": np.array([c.document, c.code, c.coder, c.start, c.end]), "codes": np.array(CODES)}
    np.savez(tmp_path / "study.npz", lengths=material.lengths, done=material.done, **kept)
    command = [sys.executable, "-c", PROGRAM, str(tmp_path / "study.npz")]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    memory, taken = map(float, run.stdout.split())
    within(f"agreement, first table in a new process: {memory:.0f} MiB more than without a study", taken, 3)
    assert 10 < memory <= MEMORY


def test_beside_expanding_to_characters(material: Material, within: Within) -> None:
    texts = 10
    small = material.select(np.arange(texts))
    ledger = Ledger(small)
    code = int(ledger.counts.coded.sum(axis=0).argmax())
    answers = np.zeros((CODERS, texts * LENGTH))

    def naive() -> float:
        answers[:] = 0
        c = small.codings.take(small.codings.code == code)
        for document, coder, start, end in zip(c.document, c.coder, c.start, c.end, strict=True):
            answers[coder, document * LENGTH + start : document * LENGTH + end] = 1
        return float(krippendorff.alpha(answers, level_of_measurement="nominal"))

    swept = seconds(lambda: tabulate(Ledger(small)))
    ratio = CODES * seconds(naive) / swept
    value = alpha_binary(ledger.counts.totals())[code].value
    assert value == pytest.approx(naive(), abs=1e-10)
    within(
        f"agreement of 10 texts, all codes, pairs and intervals: naive alpha alone takes {ratio:,.0f} times",
        swept,
        0.05,
    )
    assert ratio > 50
