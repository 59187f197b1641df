"""The README's commands are the ones that are run and name what is there."""

import re
import shlex
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _command(name):
    found = re.search(rf"<!-- command: {name} -->\n```sh\n(.+)\n```\n", README)
    assert found, f"no command {name}"
    return found.group(1)


def test_set_up_is_one_line_each():
    for name in ("libraries", "window", "tests"):
        assert "\n" not in _command(name)


def test_the_window_opens_on_a_script_that_is_there():
    script = shlex.split(_command("window"))[-1]
    assert (ROOT / script).is_file()


def test_ci_runs_the_commands_of_the_readme():
    run = ROOT / ".ci" / "run"
    text = run.read_text(encoding="utf-8")
    assert 'check "$(readme_command tests)"' in text
    assert "pytest" not in text.replace(".pytest_cache", "")
    extract = text[text.index("readme_command() {") :].split("\n}\n")[0] + "\n}\n"
    for name in ("libraries", "tests"):
        script = f'checkout="{ROOT}"\n{extract}readme_command {name}'
        done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
        assert done.stdout.rstrip("\n") == _command(name)
