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
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

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
        path = project.with_name(project.name + ".lock")
        while True:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            if not _try_lock(descriptor):
                held = os.read(descriptor, 4096)
                os.close(descriptor)
                return _read(held)
            # The last holder may have removed the file between our opening and our locking it.
            if path.exists() and os.path.samestat(os.fstat(descriptor), path.stat()):
                break
            os.close(descriptor)
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        holder = Holder(getpass.getuser(), socket.gethostname(), os.getpid(), now)
        os.ftruncate(descriptor, 0)
        os.write(descriptor, json.dumps(asdict(holder)).encode())
        return cls(path, descriptor)

    def release(self) -> None:
        """Remove the file and let others in."""
        if sys.platform == "win32":  # an open file cannot be removed there
            os.close(self._descriptor)
            with contextlib.suppress(OSError):  # the next one may have it already
                self._path.unlink()
        else:
            self._path.unlink(missing_ok=True)
            os.close(self._descriptor)


def _read(held: bytes) -> Holder:
    try:
        return Holder(**json.loads(held))
    except (ValueError, TypeError):  # caught between locking and writing
        return Holder("someone", "", 0, "")


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
