"""The entry in the menu of a desktop: its files, and their way in and out of a home folder."""

from __future__ import annotations

import configparser
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "packaging" / "linux"
ENTRY = "coro-debugger.desktop"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="of Linux only")


def read_entry(path: Path) -> configparser.SectionProxy:
    parser = configparser.RawConfigParser()
    parser.optionxform = str
    parser.read(path, encoding="utf-8")
    return parser["Desktop Entry"]


@pytest.fixture
def home(tmp_path):
    """A home folder with something in it, and a program to be found there."""
    home = tmp_path / "home é" / "my $data`"
    (home / ".local" / "share" / "applications").mkdir(parents=True)
    (home / ".local" / "share" / "applications" / "other.desktop").write_text("[Desktop Entry]\n")
    (home / ".config").mkdir()
    (home / ".config" / "mimeapps.list").write_text("[Default Applications]\n")
    program = home / 'a "b" 100% c\\d' / "coro-debugger"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\nprintf "%s|" "$@"\n')
    program.chmod(0o755)
    return home


def run(home: Path, *arguments: object, **variables: str) -> str:
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], **variables}
    command = [LINUX / "install-for-user", *arguments]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True
    ).stdout


def tree(home: Path) -> set[str]:
    left = {"mimeinfo.cache"}  # the desktop's own, kept up to date by its own tool
    return {str(p.relative_to(home)) for p in home.rglob("*") if p.name not in left}


def test_icons_have_the_usual_sizes_and_show_the_drawing():
    theme = LINUX / "icons" / "hicolor"
    for size in SIZES:
        image = QImage(str(theme / f"{size}x{size}" / "apps" / "coro-debugger.png"))
        assert (image.width(), image.height()) == (size, size)
        assert image.pixelColor(0, 0).alpha() == 0
        assert image.pixelColor(size // 2, size * 9 // 10).name() == "#22314d"
    drawing = ROOT / "resources" / "icons" / "coro-debugger.svg"
    copy = theme / "scalable" / "apps" / "coro-debugger.svg"
    assert copy.read_bytes() == drawing.read_bytes()


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("desktop-file-validate", [ENTRY]),
        ("appstreamcli", ["validate", "--no-net", "coro-debugger.metainfo.xml"]),
    ],
)
def test_the_desktops_own_tools_find_no_fault(tool, arguments):
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")
    done = subprocess.run([tool, *arguments], cwd=LINUX, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert "error" not in done.stdout.lower() + done.stderr.lower()


def test_what_is_installed_starts_the_program_and_can_be_taken_out_again(home):
    before = tree(home)
    (program,) = home.glob("*/coro-debugger")
    run(home, program)
    data = home / ".local" / "share"
    entry = read_entry(data / "applications" / ENTRY)
    # As a desktop reads it: a backslash stands for itself twice, then quotes are as in a shell,
    # %% is %, %f is the file.
    words = entry["Exec"].replace(r"\\", "\\")
    split = subprocess.run(["sh", "-c", f"printf '%s\n' {words}"], capture_output=True, text=True)
    parts = split.stdout.replace("%%", "%").splitlines()
    assert parts == [str(program), "%f"]
    assert entry["TryExec"].replace(r"\\", "\\") == str(program)
    done = subprocess.run([*parts[:-1], "x y.py"], capture_output=True, text=True, check=True)
    assert done.stdout == "x y.py|"
    assert (home / ".local" / "bin" / "coro-debugger").resolve() == program
    for size in SIZES:
        assert (data / "icons/hicolor" / f"{size}x{size}" / "apps/coro-debugger.png").is_file()
    run(home, "--undo")
    assert tree(home) == before


def test_a_home_folder_without_anything_is_empty_again(tmp_path):
    home = tmp_path / "new home"
    home.mkdir()
    program = tmp_path / "coro-debugger"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    run(home, program)
    assert (home / ".local" / "share" / "applications" / ENTRY).is_file()
    run(home, "--undo")
    assert list(home.iterdir()) == []


def test_what_opens_scripts_by_default_stays_as_it_is(home):
    defaults = home / ".config" / "mimeapps.list"
    text = defaults.read_text()
    (program,) = home.glob("*/coro-debugger")
    run(home, program)
    assert defaults.read_text() == text
    assert "text/x-python" in read_entry(LINUX / ENTRY)["MimeType"]


def test_installing_twice_and_undoing_twice_are_no_errors(home):
    before = tree(home)
    (program,) = home.glob("*/coro-debugger")
    run(home, program)
    once = tree(home)
    run(home, program)
    assert tree(home) == once
    run(home, "--undo")
    assert "nothing was installed" in run(home, "--undo")
    assert tree(home) == before


def test_a_program_of_that_name_is_left_alone(home):
    mine = home / ".local" / "bin" / "coro-debugger"
    mine.parent.mkdir()
    mine.write_text("#!/bin/sh\n")
    mine.chmod(0o755)
    run(home, PATH=f"{mine.parent}:{os.environ['PATH']}")
    assert read_entry(home / ".local/share/applications" / ENTRY)["TryExec"] == str(mine)
    run(home, "--undo")
    assert mine.read_text() == "#!/bin/sh\n"


def test_an_entry_of_that_name_is_left_alone(home):
    entry = home / ".local/share/applications" / ENTRY
    entry.write_text("[Desktop Entry]\nName=Mine\n")
    before = tree(home)
    (program,) = home.glob("*/coro-debugger")
    with pytest.raises(subprocess.CalledProcessError) as raised:
        run(home, program)
    assert str(entry) in raised.value.stderr
    run(home, "--undo")
    assert read_entry(entry)["Name"] == "Mine"
    assert tree(home) == before


def test_what_was_interrupted_can_be_taken_out(home):
    before = tree(home)
    (program,) = home.glob("*/coro-debugger")
    run(home, program)
    made = home / ".local/share/coro-debugger/installed"
    made.rename(made.with_name("installed.new"))
    run(home, program)
    made.rename(made.with_name("installed.new"))
    assert "removed" in run(home, "--undo")
    assert tree(home) == before


def test_a_program_that_is_not_there_is_not_installed(home):
    before = tree(home)
    with pytest.raises(subprocess.CalledProcessError) as raised:
        run(home, "/nowhere/coro-debugger")
    assert "there is no program" in raised.value.stderr
    assert tree(home) == before
