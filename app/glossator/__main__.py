"""Where the program begins: the window without a verb, the command line with one."""

from __future__ import annotations

import sys
from pathlib import Path

from glossator import __version__


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
        return _window(picture=Path(given[2]))
    if len(given) == 1 and _is_project(given[0]):
        return _window(Path(given[0]))
    from glossator import cli

    return cli.main(given)


def _is_project(word: str) -> bool:
    """Say whether *word* names a file, not a verb."""
    return not word.startswith("-") and (word.endswith(".gloss") or Path(word).is_file())


def _window(project: Path | None = None, *, sample: bool = False, picture: Path | None = None) -> int:
    """Open the window, or draw the sample's to *picture*."""
    from glossator.ui.qt_version import refusal

    if because := refusal():
        sys.stderr.write(f"{because}\n")
        return 2
    if picture is not None:
        from glossator.ui.picture import draw

        return draw(picture)
    from glossator.ui.start import run

    return run(project, sample=sample)


if __name__ == "__main__":
    sys.exit(main())
