"""Starts, feeds, cancels and restarts the worker process that finds entities.

One JSON line goes out for a batch of texts, one comes back for each text, so that every answer is a step of progress.
A worker that is missing, dies or answers nonsense ends the call with a `WorkerError`; the next call starts a new one.
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from glossator.progress import Cancelled
from glossator_db.errors import GlossatorError
from glossator_db.records import LABELS, Extent, Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Key = TypeVar("Key")

WORKER_VERB = "language-worker"
"""The hidden verb by which a frozen program starts itself as the worker."""
BATCH_TEXTS = 8
BATCH_LENGTH = 400_000
"""code points; a longer text goes alone"""


class WorkerError(GlossatorError):
    """Entities could not be found; nothing else is touched."""


def command() -> list[str]:
    """Return the command that starts the worker in this kind of install."""
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER_VERB]
    return [sys.executable, "-P", "-m", "glossator.language.worker"]


class Worker:
    """The worker process, started when it is first needed.

    One thread may be in `find` at a time; `cancel` and `close` may be called from any other.
    """

    def __init__(self, argv: Sequence[str] | None = None) -> None:
        self._argv = list(argv) if argv is not None else command()
        self._process: subprocess.Popen[str] | None = None
        self._state = Lock()
        self._turn = Lock()
        self._busy = False
        self._cancelled = False

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The process id of the running worker, if there is one."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def find(
        self, texts: Iterable[tuple[Key, str]], pipeline: str = "rules"
    ) -> Iterator[tuple[Key, list[Mention]]]:
        """Yield the mentions of each text, in the order of the texts.

        Raises
        ------
        WorkerError
            The pipeline cannot be used, or the worker is missing or died.
        Cancelled
            `cancel` was called meanwhile.
        """
        if not self._turn.acquire(blocking=False):
            raise WorkerError("Entities are already being looked for; wait until that is done.")
        self._busy, self._cancelled = True, False
        try:
            for batch in _batches(texts):
                yield from self._answers(batch, pipeline)
        finally:
            self._busy = False
            self._turn.release()

    def cancel(self) -> None:
        """Stop the search under way, if any, by ending its process; the next `find` starts a new one."""
        with self._state:
            if self._busy:
                self._cancelled = True
                if self._process is not None:
                    self._process.kill()  # the thread in `find` notices and clears up

    def close(self) -> None:
        """End the worker."""
        self.cancel()
        with self._state:
            if not self._busy:
                self._end()

    def _answers(self, batch: list[tuple[Key, str]], pipeline: str) -> Iterator[tuple[Key, list[Mention]]]:
        process = self._running()
        waiting = len(batch)
        try:
            self._send(process, {"pipeline": pipeline, "texts": [text for _, text in batch]})
            for key, text in batch:
                answer = self._receive(process)
                if "error" in answer:  # the worker gives up the batch
                    waiting = 0
                    raise WorkerError(str(answer["error"]))
                waiting -= 1
                yield key, _mentions(answer["mentions"], text)
        finally:
            if waiting:  # answers nobody waits for would be taken for those of the next call
                with self._state:
                    self._end(process)

    def _running(self) -> subprocess.Popen[str]:
        with self._state:
            if self._cancelled:
                raise Cancelled
            if self._process is not None and self._process.poll() is None:
                return self._process
            self._end()
            try:
                self._process = subprocess.Popen(  # noqa: S603  our own program
                    self._argv,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,  # a traceback could quote the text
                    encoding="utf-8",
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                )
            except OSError as error:
                raise WorkerError(
                    f"The program that finds entities cannot be started: {error.strerror or error}."
                ) from error
            return self._process

    def _send(self, process: subprocess.Popen[str], request: dict[str, Any]) -> None:
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
        except OSError as error:
            raise self._gone(process) from error

    def _receive(self, process: subprocess.Popen[str]) -> dict[str, Any]:
        assert process.stdout is not None
        line = "" if self._cancelled else process.stdout.readline()
        if not line.endswith("\n"):
            raise self._gone(process)
        try:
            answer = json.loads(line)
        except ValueError:
            answer = None
        if not isinstance(answer, dict) or not ("mentions" in answer or "error" in answer):
            raise WorkerError(
                "The program that finds entities gave an answer that makes no sense; it was ended."
            )
        return answer

    def _gone(self, process: subprocess.Popen[str]) -> Exception:
        """Clear up after a process that no longer answers; return what to raise."""
        with self._state:
            cancelled = self._cancelled
            self._end(process)
        if cancelled:
            return Cancelled()
        return WorkerError(
            f"The program that finds entities ended unexpectedly (exit code {process.returncode}); "
            "nothing was changed, try again."
        )

    def _end(self, process: subprocess.Popen[str] | None = None) -> None:
        """End *process* if it is still the one in use (by default: whatever is), and close its pipes."""
        if self._process is None or process not in (None, self._process):
            return
        ended, self._process = self._process, None
        ended.kill()
        assert ended.stdin is not None
        assert ended.stdout is not None
        with suppress(OSError):  # what was still to be written has no reader
            ended.stdin.close()
        ended.stdout.close()
        ended.wait()


def _batches(texts: Iterable[tuple[Key, str]]) -> Iterator[list[tuple[Key, str]]]:
    """Put short texts together, so that the pipeline works on several at once."""
    batch: list[tuple[Key, str]] = []
    length = 0
    for key, text in texts:
        if batch and (len(batch) == BATCH_TEXTS or length + len(text) > BATCH_LENGTH):
            yield batch
            batch, length = [], 0
        batch.append((key, text))
        length += len(text)
    if batch:
        yield batch


def _mentions(rows: Iterable[tuple[int, int, str, str]], text: str) -> list[Mention]:
    mentions = []
    for start, end, label, rule in rows:
        if not 0 <= start < end <= len(text) or label not in LABELS:
            raise WorkerError("The program that finds entities gave an answer that does not fit the text.")
        mentions.append(Mention(Extent(start, end), label, text[start:end], rule))
    return mentions
