"""Runs the command line: in a process of its own, or, quicker, in this one."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING, Any

from glossator.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

COMMAND = [sys.executable, "-m", "glossator"]


@dataclass(frozen=True)
class Outcome:
    """What a verb did."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def run(*words: object, status: int = 0) -> Outcome:
    """Run a verb in this process."""
    out, err = (TextIOWrapper(BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        code = main([str(word) for word in words])
    outcome = Outcome(code, *(stream.buffer.getvalue().decode() for stream in (out, err)))
    assert outcome.status == status, outcome
    return outcome


def say(*words: object, status: int = 0) -> Any:
    """Run a verb with ``--json`` in this process; return its document."""
    outcome = run(*words, "--json", status=status)
    assert outcome.err == "" or status != 0, outcome
    return outcome.json


def start(
    *words: object, prepare: Callable[[], object] | None = None, stdout: Any = subprocess.PIPE, **more: Any
) -> subprocess.Popen[str]:
    """Start a verb in a process of its own; *prepare* runs there first."""
    return subprocess.Popen(
        [*COMMAND, *map(str, words)], stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.PIPE,
        text=True, encoding="utf-8", preexec_fn=prepare, **more,
    )  # fmt: skip


def spawn(*words: object, status: int = 0, **more: Any) -> Outcome:
    """Run a verb in a process of its own."""
    with start(*words, **more) as process:
        out, err = process.communicate(timeout=120)
    outcome = Outcome(process.returncode, out or "", err)
    assert outcome.status == status, outcome
    return outcome


def is_one_line(message: str) -> bool:
    """Say whether *message* is one line for a person, and no traceback."""
    return message.endswith(".\n") and message.count("\n") == 1 and "Traceback" not in message


def state(folder: Path) -> dict[str, str]:
    """Return each file below *folder* with the hash of what it holds."""
    return {
        os.path.relpath(path, folder): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }
