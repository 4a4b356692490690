"""Refuses the network: in the tests themselves, and in each Python they start, which finds this on its path."""

from __future__ import annotations

import sys

_AF_UNIX = 1
_SENDING = ("socket.connect", "socket.sendto", "socket.sendmsg")
_NAMING = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request")

refused: list[str] = []


def _refuse(event: str, args: tuple) -> None:
    if event in _NAMING or (event in _SENDING and args[0].family != _AF_UNIX):
        what = f"{event} {args[-1] if event in _SENDING else args[0]}"
        refused.append(what)
        raise PermissionError(f"Glossator uses no network: {what}")


sys.addaudithook(_refuse)
