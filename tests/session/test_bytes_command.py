import json
import os
import subprocess
import sys

import pytest

from coro_debugger.protocol.launch import DebuggeeCommand
from coro_debugger.session.bytes_command import command_for_qt

NO_TEXT = os.fsdecode(b"\xff\n")
TELL = """
import json, os, sys
names = ("ODD", "PLAIN", "\\u00e9")
print(json.dumps([sys.argv[1:], {name: os.environ.get(name) for name in names}]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there all words are text")
def test_words_that_are_no_text_arrive_whatever_else_is_in_the_environment(tmp_path):
    environment = {**os.environ, "ODD": NO_TEXT, "PLAIN": "é", "é": NO_TEXT}
    words = [sys.executable, "-c", TELL, NO_TEXT, "plain", "quote'd"]
    command = command_for_qt(DebuggeeCommand(words, environment, str(tmp_path), b""))
    for word in (*command.command, *command.environment.values()):
        word.encode("utf-8")
    done = subprocess.run(
        command.command,
        env=command.environment,
        cwd=command.cwd,
        stdout=subprocess.PIPE,
        check=True,
    )
    arguments, found = json.loads(done.stdout)
    assert arguments == [NO_TEXT, "plain", "quote'd"]
    # A variable that no shell can set is left out.
    assert found == {"ODD": NO_TEXT, "PLAIN": "é", "é": None}
