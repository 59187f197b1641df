"""What a wheel and an sdist hold, and that a program installed from them works elsewhere."""

from __future__ import annotations

import configparser
import hashlib
import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from coro_debugger import __version__
from tests.dap.dap_client import DapClient

ROOT = Path(__file__).resolve().parents[2]
INFO = f"coro_debugger-{__version__}.dist-info"
TOP = f"coro_debugger-{__version__}"


def build(target: str, folder: Path, source: Path = ROOT) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "-d", str(folder)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (result,) = folder.iterdir()
    return result


def files(folder: str) -> set[str]:
    """Return the files of a folder of the checkout that are sources."""
    paths = (path.relative_to(ROOT) for path in (ROOT / folder).rglob("*") if path.is_file())
    return {p.as_posix() for p in paths if "__pycache__" not in p.parts and p.suffix != ".pyc"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    return build("wheel", tmp_path_factory.mktemp("wheel"))


def test_a_wheel_holds_the_package_and_its_resources_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        found = set(archive.namelist())
    own = {"METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE"}
    resources = {f"coro_debugger/{name}" for name in files("resources")}
    assert found == files("coro_debugger") | resources | {f"{INFO}/{name}" for name in own}


def test_the_same_sources_make_the_same_wheel(wheel, tmp_path):
    again = build("wheel", tmp_path / "again")
    digests = {hashlib.sha256(path.read_bytes()).hexdigest() for path in (wheel, again)}
    assert len(digests) == 1


def test_a_wheel_names_its_programs(wheel):
    parser = configparser.ConfigParser()
    with zipfile.ZipFile(wheel) as archive:
        parser.read_string(archive.read(f"{INFO}/entry_points.txt").decode())
    main = "coro_debugger.cli:main"
    assert dict(parser["console_scripts"]) == {"coro-debugger": main}
    assert dict(parser["gui_scripts"]) == {"coro-debugger-gui": main}


def test_an_sdist_makes_the_same_wheel(wheel, tmp_path):
    sdist = build("sdist", tmp_path / "sdist")
    with tarfile.open(sdist) as archive:
        names = {name.removeprefix(f"{TOP}/") for name in archive.getnames()}
        archive.extractall(tmp_path, filter="data")
    assert not any("__pycache__" in name for name in names)
    for part in ("coro_debugger", "resources", "tests", "docs", "packaging", ".ci", ".github"):
        assert files(part) <= names
    remade = build("wheel", tmp_path / "remade", tmp_path / TOP)
    with zipfile.ZipFile(wheel) as one, zipfile.ZipFile(remade) as other:
        assert sorted(one.namelist()) == sorted(other.namelist())


@pytest.mark.long
def test_what_a_wheel_installs_works_away_from_the_checkout(wheel, tmp_path, script):
    folder = tmp_path / "environment é"
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    python = programs / "python"
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}

    def told(*command: str | Path) -> str:
        done = subprocess.run(
            command, capture_output=True, text=True, check=True, cwd=tmp_path, env=environment
        )
        return done.stdout

    told(python, "-m", "pip", "install", "--quiet", wheel)
    version = f"coro-debugger {__version__}\n"
    for command in ([programs / "coro-debugger"], [programs / "coro-debugger-gui"],
                    [python, "-m", "coro_debugger"]):  # fmt: skip
        assert told(*command, "--version") == version
    diagnosis = told(programs / "coro-debugger", "--diagnose")
    assert f"Coro Debugger: {__version__} (installed)" in diagnosis
    assert "NOT KNOWN" not in diagnosis
    assert str(ROOT) not in diagnosis
    with DapClient(command=(str(programs / "coro-debugger"), "--adapter")) as client:
        client.launch(script("import sys\nprint(sys.prefix)"))
        assert client.finish() == 0
        assert client.output() == f"{folder}\n"
