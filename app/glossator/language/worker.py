"""The child process that finds entities: JSON lines in on stdin, JSON lines out on stdout.

A request is ``{"pipeline": NAME, "texts": [TEXT…]}``. The answer is one line for each text, in order,
``{"mentions": [[start, end, label, rule]…]}`` with half-open code points, or ``{"error": SENTENCE}``, which ends the
request. The process ends when stdin closes, whatever it is doing. It writes nothing else anywhere, and opens no
connection.
"""

from __future__ import annotations

import json
import os
import queue
import re
import sys
import threading
import warnings
from typing import TYPE_CHECKING, Any, TextIO

from glossator.language import pipelines
from glossator.language.chunks import chunks
from glossator.language.models import from_model
from glossator.language.trim import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language

    from glossator.language.page import Find

RULES_LENGTH = 100_000
MODEL_LENGTH = 100_000
"""Code points given to a pipeline at once. spaCy refuses more than 1,000,000, and a trained model needs about 1 GB of
memory for each 100,000."""
BATCH = 8
_SURROGATES = re.compile("[\ud800-\udfff]")
"""Halves of characters, which cannot be written in UTF-8 and so not be given to spaCy."""


Row = tuple[int, int, str, str]


class Refused(Exception):  # noqa: N818  an answer, not a fault
    """A pipeline cannot be used; the message is for the person."""


def main() -> int:
    """Answer requests until stdin closes."""
    answers = _own_stdout()
    sys.addaudithook(_stay_offline)
    requests: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests,), daemon=True).start()
    loaded: dict[str, Language] = {}
    while True:
        try:
            for answer in _answers(json.loads(requests.get()), loaded):
                _write(answers, answer)
        except Refused as refusal:
            _write(answers, {"error": str(refusal)})
        except BrokenPipeError:
            return 0
        except Exception as error:  # noqa: BLE001  the top of a process that has to live on
            # the message of an unforeseen error may quote the text, so that only its kind is told
            _write(answers, {"error": f"The text could not be read for entities ({type(error).__name__})."})


def _own_stdout() -> TextIO:
    """Keep the real stdout for answers; whatever else anything prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    return answers


def _write(answers: TextIO, answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


def _listen(requests: queue.SimpleQueue[str]) -> None:
    """Pass requests on; end the process at once when the one who asks is gone."""
    with open(0, encoding="utf-8", newline="\n", closefd=False) as lines:
        for line in lines:
            requests.put(line)
    os._exit(0)


def _stay_offline(event: str, args: tuple[object, ...]) -> None:
    """Refuse every connection: models are code of others, and research texts stay on this machine."""
    if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.bind"}:
        raise PermissionError("the worker opens no connections")


def _answers(request: dict[str, Any], loaded: dict[str, Language]) -> Iterator[dict[str, Any]]:
    name = request["pipeline"]
    if name not in loaded:
        loaded.clear()  # one model at a time in memory
        loaded[name] = _load(name)
    for rows in found_in(loaded[name], name, request["texts"]):
        yield {"mentions": rows}


def found_in(nlp: Language, name: str, texts: list[str]) -> Iterator[list[Row]]:
    """Yield start, end, label and rule of what the pipeline finds in each text, in order and never overlapping."""
    texts = [_SURROGATES.sub("\ufffd", text) for text in texts]
    with nlp.memory_zone():  # else every new word would stay in memory for good
        for text, finds in zip(texts, _finds(nlp, name, texts), strict=True):
            yield _checked(text, finds)


def _load(name: str) -> Language:
    """Load a pipeline, or say in one sentence why it cannot be."""
    pipeline = pipelines.get(name)
    if not pipeline.usable:
        raise Refused(pipeline.reason)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            if name == pipelines.RULES:
                from glossator.language.rules import build

                return build()
            import spacy

            return spacy.load(name)
        except ImportError as error:
            raise Refused(
                f"The pipeline “{name}” needs a package that is not installed: {error.name}."
            ) from error
        except Exception as error:  # a model is code of others: anything can go wrong in it
            raise Refused(_why(name, error)) from error


def _why(name: str, error: Exception) -> str:
    message = str(error)
    if "[E002]" in message:
        component = message.partition("factory for '")[2].partition("'")[0]
        return f"The model “{name}” needs a component that is not installed: {component or 'unnamed'}."
    if isinstance(error, OSError):
        return f"The model “{name}” is damaged: a file of it cannot be read."
    return f"The model “{name}” cannot be loaded: its files are damaged or were made by another spaCy."


def _finds(nlp: Language, name: str, texts: list[str]) -> Iterator[list[Find]]:
    """Yield what is found in each text; long ones go through the pipeline in stretches."""
    if name == pipelines.RULES:
        from glossator.language.rules import finds_of

        yield from finds_of(nlp, texts, RULES_LENGTH)
        return
    pieces = [list(chunks(text, MODEL_LENGTH)) for text in texts]
    docs = nlp.pipe((piece for cut in pieces for _, piece in cut), batch_size=BATCH)
    for text, cut in zip(texts, pieces, strict=True):
        found = [
            (offset + ent.start_char, offset + ent.end_char, ent.label_)
            for (offset, _), doc in zip(cut, docs, strict=False)
            for ent in doc.ents
        ]
        yield from_model(text, found)


def _checked(text: str, finds: list[Find]) -> list[Row]:
    """Return finds as rows, in order, without any that the trimming or the text itself speaks against."""
    rows: list[Row] = []
    reached = 0
    for start, end, label, rule in sorted(finds):
        extent = trimmed(text, start, end, label)
        if extent is not None and reached <= extent[0] < extent[1] <= len(text):
            rows.append((*extent, label, rule))
            reached = extent[1]
    return rows


if __name__ == "__main__":
    sys.exit(main())
