"""What docs/editors.md has for Emacs, run by Emacs itself where it and dap-mode are installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys

import pytest

from tests.dap.dap_client import ROOT
from tests.markers import EXAMPLES

GUIDE = ROOT / "docs" / "editors.md"
STORY = """
(defun wait-for (what test)
  (let ((tries 0))
    (while (not (funcall test))
      (accept-process-output nil 0.1)
      (when (> (setq tries (1+ tries)) 300) (error "%s did not come" what)))))

(defun stopped-line ()
  (when-let ((session (dap--cur-session)) (frame (dap--debug-session-active-frame session)))
    (gethash "line" frame)))

(defvar said nil)
(defun note (form &rest args) (when form (push (apply #'format form args) said)))
(advice-add 'message :before #'note)
(defun says (pattern) (seq-some (lambda (text) (string-match-p pattern text)) said))

(find-file (getenv "SCRIPT"))
(search-forward "target.send(line)")
(setq place (point))
(let ((breakpoint (line-number-at-pos)))
  (dap-breakpoint-toggle)
  (dap-debug (list :type "coro" :request "launch" :name "Coroutines of this file" :keepAlive t))
  (wait-for "the breakpoint" (lambda () (equal (stopped-line) breakpoint)))
  (dap-continue (dap--cur-session) 1)
  (wait-for "the end" (lambda () (and (stopped-line) (> (stopped-line) breakpoint)))))
(coro-list)
(wait-for "the list" (lambda () (says "words grep suspended")))
(with-current-buffer (get-file-buffer (getenv "SCRIPT"))
  (goto-char place)
  (dap-breakpoint-toggle))
(coro-send 3 "\\"hello again\\"")
(wait-for "the outcome" (lambda () (says "yielded 2")))
(dap-disconnect (dap--cur-session))
(princ "the story is told")
"""


def _elisp() -> str:
    return "\n".join(re.findall(r"```elisp\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL))


@pytest.mark.long
def test_emacs_does_what_the_guide_says(tmp_path):
    emacs = shutil.which("emacs")
    check = [
        emacs or "",
        "-q",
        "--batch",
        "--eval",
        "(progn (package-initialize) (require 'dap-ui))",
    ]
    environment = {**os.environ, "HOME": str(tmp_path)}
    if not emacs or subprocess.run(check, env=environment, capture_output=True).returncode:
        pytest.skip("Emacs with dap-mode is not installed")
    program = tmp_path / "bin" / "coro-debugger"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m coro_debugger "$@"\n'
    )
    program.chmod(0o755)
    script = shutil.copy(EXAMPLES / "01_grep_filter.py", tmp_path)
    story = tmp_path / "story.el"
    story.write_text(_elisp() + STORY)
    environment["PATH"] = f"{program.parent}:{environment['PATH']}"
    done = subprocess.run(
        [emacs, "-q", "--batch", "-l", story],
        env={**environment, "SCRIPT": str(script)}, capture_output=True, text=True, timeout=100,
    )  # fmt: skip
    assert done.stdout.endswith("the story is told"), done.stderr
