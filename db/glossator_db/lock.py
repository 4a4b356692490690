"""Who may write: a file beside the project, held by an operating-system lock.

The system frees it when the process ends, however it ends, so a lock is never judged by its age.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import socket
import sys
import time
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from io import RawIOBase
    from pathlib import Path

_LOOKS = 20
_PAUSE = 0.01  # seconds
_HELD_BYTE = 1 << 30  # far behind the text, so that others can read who holds it on Windows too


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a project open for writing."""

    user: str
    host: str
    pid: int
    since: str
    """local time, ISO 8601"""


class Lock:
    """A held lock; `release` gives it back."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor = descriptor

    @classmethod
    def take(cls, project: Path) -> Lock | Holder:
        """Return the lock of *project*, or who has it.

        Raises
        ------
        OSError
            Where the folder may not be written.
        """
        real = project.resolve()  # the same file by another name has the same lock
        path = real.with_name(real.name + ".lock")
        while True:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            if not _try_lock(descriptor):
                with os.fdopen(descriptor, "rb", buffering=0) as file:
                    return _read(file)
            # The last holder may have removed the file between our opening and our locking it.
            if _is_there(path, descriptor):
                break
            os.close(descriptor)
        made = cls(path, descriptor)
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        try:
            os.ftruncate(descriptor, 0)
            os.write(
                descriptor,
                json.dumps(asdict(Holder(_user(), socket.gethostname(), os.getpid(), now))).encode(),
            )
        except OSError:
            made.release()
            raise
        return made

    def release(self) -> None:
        """Remove the file and let others in."""
        if sys.platform == "win32":  # an open file cannot be removed there
            os.close(self._descriptor)
            with contextlib.suppress(OSError):  # the next one may have it already
                self._path.unlink()
        else:
            self._path.unlink(missing_ok=True)
            os.close(self._descriptor)


def _is_there(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _read(file: RawIOBase) -> Holder:
    for _ in range(_LOOKS):
        try:
            return Holder(**json.loads(file.read() or b""))
        except (ValueError, TypeError):  # caught between locking and writing
            file.seek(0)
            time.sleep(_PAUSE)
    return Holder("someone", "another machine", 0, datetime.now().astimezone().isoformat(timespec="seconds"))


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a number without a name, as in some containers
        return f"user {os.getuid()}" if sys.platform != "win32" else "someone"


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _HELD_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
