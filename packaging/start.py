#!/usr/bin/env python3
"""Set this checkout up and open the sample project, or run every check.

    python3 packaging/start.py
    python3 packaging/start.py test [arguments for pytest]

The first run makes ``.venv`` beside ``pyproject.toml`` from the lock files in ``packaging/locks``; later runs
find it ready. On Debian and Ubuntu the system libraries that Qt needs are installed too where this runs as
root, else the command that installs them is printed. Where there is no display the sample project is drawn to
a picture.

Only the standard library is used, and only what Python 3.7 can read, so that an old one can say it is too old.
The ways through this file for Windows and macOS follow the documentation and have not been run there.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import BinaryIO

from system import Trouble, has_display, install_system_packages, say

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parents[1]
LOCKS = ROOT / "packaging" / "locks"
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
STAMP = VENV / "set-up.json"  # what is installed; written last
UNDER_WAY = VENV / "set-up-under-way"  # there while a set-up runs, and after one that was interrupted
PIP_LOG = VENV / "pip.log"
PICTURED = (".png", "-codebook.csv", "-codings.csv")  # what stands for the window where there is no display


# ---- the environment: .venv, its packages, the two source folders


def set_up(locks: tuple[str, ...]) -> None:
    """Make `.venv` hold what *locks* (file names in packaging/locks) say; quick where it does already."""
    wanted = {name: hashlib.sha256((LOCKS / name).read_bytes()).hexdigest() for name in locks}
    wanted["python"] = "{}.{} {}".format(*sys.version_info[:2], sys.platform)
    install_system_packages(fonts=not is_installed(wanted))
    if not is_installed(wanted):
        with Path(__file__).open("rb") as file:
            wait_for_others(file)
            if not is_installed(wanted):
                fill_venv(locks, wanted)


def wait_for_others(file: BinaryIO) -> None:
    """Wait while another process sets this checkout up; *file*, while open, keeps others waiting."""
    if WINDOWS:
        return
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("This checkout is being set up already; waiting for that to end ...")
        fcntl.flock(file, fcntl.LOCK_EX)


def fill_venv(locks: tuple[str, ...], wanted: dict[str, str]) -> None:
    """Make `.venv` where need be, install *locks*, and leave a stamp that says *wanted*."""
    started = time.monotonic()
    have = installed()
    if not usable():
        say("Making .venv with Python {}.{}.{} ...".format(*sys.version_info[:3]))
        make_venv()
        have = {}
    UNDER_WAY.touch()
    if STAMP.exists():
        STAMP.unlink()
    names = " and ".join("packaging/locks/" + name for name in locks)
    say(f"Installing the packages of {names} (the first time some 170 MB are fetched) ...")
    install(locks)
    link()
    STAMP.write_text(json.dumps(dict(have, **wanted), indent=1), encoding="utf-8")
    UNDER_WAY.unlink()
    say(f"Set up in {time.monotonic() - started:.0f} s.")


def is_installed(wanted: dict[str, str]) -> bool:
    """Say whether `.venv` is finished and as *wanted*."""
    have = installed()
    return all(have.get(name) == value for name, value in wanted.items())


def installed() -> dict[str, str]:
    """Return what a finished set-up left in `.venv`, or nothing."""
    if UNDER_WAY.exists() or not PYTHON.exists() or not STAMP.exists():
        return {}
    content: dict[str, str] = json.loads(STAMP.read_text(encoding="utf-8"))
    return content


def usable() -> bool:
    """Say whether `.venv` is a whole environment of the running Python, with pip."""
    if UNDER_WAY.exists() or not PYTHON.exists():
        return False
    ask = f"import pip, sys; print(sys.version_info[:2] == {tuple(sys.version_info[:2])})"
    answer = subprocess.run([str(PYTHON), "-c", ask], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return answer.stdout.strip() == b"True"


def make_venv() -> None:
    """Make `.venv` anew; whatever stood there was not finished or belongs to another Python."""
    if VENV.exists():
        shutil.rmtree(str(VENV))
    VENV.mkdir()
    UNDER_WAY.touch()
    if subprocess.call([sys.executable, "-m", "venv", str(VENV)], stdin=subprocess.DEVNULL) != 0:
        raise Trouble("This Python could not make the environment .venv; its own words are above.")


def install(locks: tuple[str, ...]) -> None:
    """Install with pip exactly what the lock files name, each file checked against its hash."""
    command = [str(PYTHON), "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    command += ["--require-hashes", "--only-binary", ":all:", "--log", str(PIP_LOG)]
    command += [] if sys.stdout.isatty() else ["--quiet", "--progress-bar", "off"]
    for name in locks:
        command += ["-r", str(LOCKS / name)]
    if PIP_LOG.exists():
        PIP_LOG.unlink()
    if subprocess.call(command, stdin=subprocess.DEVNULL, env=own_environment()) == 0:
        return
    log = PIP_LOG.read_text(encoding="utf-8", errors="replace") if PIP_LOG.exists() else ""
    if re.search("NewConnectionError|NameResolutionError|Max retries|timed out|ConnectTimeout", log):
        reason = "the package index could not be reached; is there a network?"
    elif "DO NOT MATCH THE HASHES" in log:
        reason = "a file differs from what packaging/locks expects, and was refused."
    elif "No space left" in log:
        reason = "the disk is full."
    elif "No matching distribution" in log:
        reason = f"no ready-made package fits this Python ({sys.version.split()[0]}) on this system."
    else:
        reason = "pip failed; its words are above."
    raise Trouble(f"The packages could not be installed: {reason} All that pip said is in {PIP_LOG}")


def link() -> None:
    """Put the two source folders on the path of `.venv`, and a `glossator` command beside its Python.

    A path file and a starter need neither network nor build; the paths are relative, so they are plain ASCII.
    """
    ask = "import sysconfig; print(sysconfig.get_paths()['purelib'])"
    answer = subprocess.run([str(PYTHON), "-c", ask], stdout=subprocess.PIPE, env=own_environment())
    packages = Path(os.fsdecode(answer.stdout.strip()))
    lines = [os.path.relpath(str(ROOT / folder), str(packages)) for folder in ("app", "db")]
    (packages / "glossator-checkout.pth").write_text("\n".join(lines) + "\n", encoding="ascii")
    if WINDOWS:
        (PYTHON.parent / "glossator.cmd").write_text('@"%~dp0python.exe" -m glossator %*\n', encoding="ascii")
        return
    starter = PYTHON.parent / "glossator"
    line = 'exec "$(dirname "$(readlink -f "$0")")/python" -m glossator "$@"'
    starter.write_text(f"#!/bin/sh\n{line}\n", encoding="ascii")
    starter.chmod(0o755)


def own_environment(**extra: str) -> dict[str, str]:
    """Return the environment for programs of `.venv`: without settings meant for another Python."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH")}
    kept.update(extra)
    return kept


# ---- the two commands


def open_sample() -> int:
    """Open the sample project; without a display draw it and write its codebook and codings."""
    set_up(("runtime.txt",))
    glossator = [str(PYTHON), "-m", "glossator"]
    if has_display():
        say("Opening the sample project.")
        return subprocess.call([*glossator, "--sample"], env=own_environment())
    say("There is no display here, so the sample project is drawn to a picture instead of a window.")
    picture, *tables = [Path("glossator-sample" + end).absolute() for end in PICTURED]
    offscreen = own_environment(QT_QPA_PLATFORM="offscreen")
    status = subprocess.call([*glossator, "--sample", "--picture", str(picture)], env=offscreen)
    with tempfile.TemporaryDirectory() as folder:
        project = os.path.join(folder, "sample.gloss")
        make = "import pathlib, sys; from glossator.operations.seeds import make_sample as make; "
        make += "make(pathlib.Path(sys.argv[1]))"
        status = status or subprocess.call([str(PYTHON), "-c", make, project], env=offscreen)
        for table in tables:
            status = status or subprocess.call([*glossator, "export", project, str(table)], env=offscreen)
    if status == 0:
        say(f"The window is in {picture},")
        say("its codebook and codings are in {} and {} beside it.".format(*[table.name for table in tables]))
        say("Run where there is a display, this command opens the window itself.")
    return status


def check(arguments: list[str]) -> int:
    """Run every check, also after one has failed; *arguments* go to pytest, which comes last."""
    set_up(("runtime.txt", "dev.txt"))
    python = [str(PYTHON), "-m"]
    steps = {
        "ruff format --check": [*python, "ruff", "format", "--check", "."],
        "ruff check": [*python, "ruff", "check", "."],
        "mypy": [*python, "mypy"],
        "lint-imports": [str(PYTHON), "-c", "from importlinter import cli; cli.lint_imports_command()"],
        "pytest": [*python, "pytest", *arguments],
    }
    failed = []
    for name, command in steps.items():
        say("\n=== " + name)
        started = time.monotonic()
        status = subprocess.call(command, cwd=str(ROOT), env=own_environment())
        outcome = "passed" if status == 0 else "FAILED"
        say(f"--- {name}: {outcome} in {time.monotonic() - started:.1f} s")
        if status != 0:
            failed.append(name)
    say("\nAll checks passed." if not failed else "\nFailed: " + ", ".join(failed))
    return 1 if failed else 0


def too_old() -> str:
    """Return the sentence for a Python that is too old, with a newer one where there is one."""
    here = sys.version.split()[0]
    newer = [name for name in ("python3.14", "python3.13", "python3.12", "python3.11") if shutil.which(name)]
    instead = f"; try: {newer[0]} packaging/start.py" if newer else "."
    return "Glossator needs Python {}.{} or newer, and this is {}".format(*OLDEST, here) + instead


def main(arguments: list[str]) -> int:
    """Do what the command line asks; return the exit status."""
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]  # a terminal that knows ASCII only
    if sys.version_info < OLDEST:
        raise Trouble(too_old())
    if not arguments:
        return open_sample()
    if arguments[0] == "test":
        return check(arguments[1:])
    say(str(__doc__))
    return 0 if arguments[0] in ("-h", "--help") else 2


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Trouble as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        sys.exit(2)
    except OSError as error:
        print(f"\nThe system refused: {error}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        print("\nInterrupted; the next run takes it up again.", file=sys.stderr)
        sys.exit(130)
