"""The debugger keeps its compiled code in the user's cache folder, and can do without."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.dap.dap_client import DapClient
from tests.interpreters import Python


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script, debuggee_python: Python):
    """Return a function that runs a script with this cache folder and gives what was kept."""

    def start(cache: Path) -> list[Path]:
        monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
        with DapClient() as client:
            program = script("import os, sys\nprint(__name__, 'marshal' in dir())\n")
            client.launch(program, python=debuggee_python.path)
            assert client.finish() == 0
            assert client.output(None) == "__main__ False\n"
        return sorted(cache.rglob("*")) if cache.is_dir() else []

    return start


def test_kept_and_used_again(start, tmp_path):
    folder, file = start(tmp_path / "cache")
    assert folder.name == "coro-debugger"
    assert file.stat().st_mode & 0o777 == 0o600
    before = file.stat()
    assert start(tmp_path / "cache") == [folder, file]
    assert file.stat().st_mtime_ns == before.st_mtime_ns, "written again though nothing changed"


@pytest.mark.parametrize(
    "data", [b"", b"garbage", b"\x00" * 1000], ids=["empty", "garbage", "null"]
)
def test_a_damaged_file_is_made_anew(start, tmp_path, data):
    _, file = start(tmp_path / "cache")
    size = file.stat().st_size
    file.write_bytes(data)
    start(tmp_path / "cache")
    assert file.stat().st_size == pytest.approx(size, rel=0.1)


def test_a_file_that_others_can_write_is_not_used(start, tmp_path):
    _, file = start(tmp_path / "cache")
    data = b"what somebody else has put there"
    file.write_bytes(data)
    file.chmod(0o666)
    start(tmp_path / "cache")
    assert file.read_bytes() == data


def test_no_folder_to_keep_it_in(start, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    assert start(blocked) == []
    assert start(Path("relative")) == []
    assert not Path("relative").exists()


def test_old_files_go(start, tmp_path):
    folder, file = start(tmp_path / "cache")
    old = folder / "agent-cpython-20-0000.code"
    old.write_bytes(b"")
    os.utime(old, (0, 0))
    file.unlink()
    assert start(tmp_path / "cache") == [folder, file]
