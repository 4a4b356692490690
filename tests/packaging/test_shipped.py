"""What comes with the program is found in a checkout and in an installed wheel."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from glossator import __version__
from glossator.shipped import shipped

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


def files_of(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("folder", "content"), [("resources", "icons/code.svg"), ("seeds", "**/*")])
def test_a_checkout_has_the_shipped_folders(folder: str, content: str) -> None:
    assert any(shipped(folder).glob(content))
    assert shipped(folder) == ROOT / folder


def test_packaging_is_no_package() -> None:
    """As a package it would hide the library of that name from everything started in the checkout."""
    assert not list((ROOT / "packaging").rglob("__init__.py"))


def test_the_wheel_holds_all_that_the_checkout_has(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    expected = {f"glossator/resources/{name}" for name in files_of(ROOT / "resources")}
    expected |= {f"glossator/seeds/{name}" for name in files_of(ROOT / "seeds")}
    for package in (ROOT / "app" / "glossator", ROOT / "db" / "glossator_db"):
        expected |= {f"{package.name}/{name}" for name in files_of(package) if "__pycache__" not in name}
    unpacked = {name for name in expected - packed if not name.endswith("/.gitkeep")}
    assert not unpacked
    assert {name.partition("/")[0] for name in packed} == {"glossator", "glossator_db"}


def test_the_wheel_says_what_it_needs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        read = {
            Path(name).name: archive.read(name).decode()
            for name in archive.namelist()
            if ".dist-info/" in name
        }
    assert f"Version: {__version__}\n" in read["METADATA"]
    assert "Requires-Dist: pyside6-essentials" in read["METADATA"].lower().replace(
        "requires-dist", "Requires-Dist"
    )
    assert "glossator = glossator.__main__:main" in read["entry_points.txt"]
    assert "MIT License" in read["LICENSE"]


def test_an_unpacked_wheel_finds_its_own_folders(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    ask = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
    ask += "from glossator.shipped import shipped; print(shipped('resources'), shipped('seeds'), sep='\\n')"
    run = subprocess.run(
        [sys.executable, "-c", ask], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert run.stdout.splitlines() == [str(tmp_path / "glossator" / name) for name in ("resources", "seeds")]
