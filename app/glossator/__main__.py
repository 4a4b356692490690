"""Where the program begins: the window without a verb, the command line with one."""

from __future__ import annotations

import sys
from pathlib import Path

from glossator import __version__

_TOO_NEW_QT = (6, 12)


def main(argv: list[str] | None = None) -> int:
    """Run Glossator with *argv* (default: the command line) and return its exit status."""
    given = sys.argv[1:] if argv is None else argv
    if given == ["--version"]:
        sys.stdout.write(f"glossator {__version__}\n")
        return 0
    if not given:
        return _window()
    if given == ["--sample"]:
        return _window(sample=True)
    if given[:2] == ["--sample", "--picture"] and len(given) == 3:
        return _picture(Path(given[2]))
    if len(given) == 1 and _is_project(given[0]):
        return _window(Path(given[0]))
    from glossator import cli

    return cli.main(given)


def _is_project(word: str) -> bool:
    """Say whether *word* names a file, not a verb."""
    return not word.startswith("-") and (word.endswith(".gloss") or Path(word).is_file())


def _window(project: Path | None = None, *, sample: bool = False) -> int:
    refusal = _refused_qt()
    if refusal:
        sys.stderr.write(f"{refusal}\n")
        return 2
    from glossator.ui.start import run

    return run(project, sample=sample)


def _picture(path: Path) -> int:
    """Draw the sample's window to *path*, for machines without a display."""
    refusal = _refused_qt()
    if refusal:
        sys.stderr.write(f"{refusal}\n")
        return 2
    from glossator.ui.picture import draw

    return draw(path)


def _refused_qt() -> str:
    """Return why this Qt cannot be used, or nothing."""
    import PySide6

    version = tuple(int(part) for part in PySide6.__version__.split(".")[:2])
    if sys.version_info < (3, 12) and version >= _TOO_NEW_QT:
        return (
            f"PySide6 {PySide6.__version__} stops at once on Python 3.11. Install an older one: "
            'python -m pip install "PySide6-Essentials<6.12"'
        )
    return ""


if __name__ == "__main__":
    sys.exit(main())
