"""What can be seen to be wrong with a launch before anything is started."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path

from .commands import LaunchArguments


class LaunchProblem(StrEnum):
    """Why a script cannot be started; whoever shows it has the words."""

    FOLDER_MISSING = "folderMissing"
    PROGRAM_MISSING = "programMissing"
    PROGRAM_IS_FOLDER = "programIsFolder"
    PYTHON_MISSING = "pythonMissing"


def find_problem(
    arguments: LaunchArguments, environment: Mapping[str, str] | None = None
) -> LaunchProblem | None:
    """Return what is wrong with ``arguments``, None if nothing is known to be.

    The interpreter is looked for as a shell would: on the PATH of ``environment`` (default: this
    process's own) unless it is a path.
    """
    folder = arguments.cwd or os.curdir
    program = os.path.join(folder, arguments.program)
    if not _holds(os.path.isdir, folder):
        return LaunchProblem.FOLDER_MISSING
    if _holds(os.path.isdir, program):
        return LaunchProblem.PROGRAM_IS_FOLDER
    if not arguments.program or not _holds(os.path.exists, program):
        return LaunchProblem.PROGRAM_MISSING
    if arguments.python is not None and find_python(arguments.python, environment) is None:
        return LaunchProblem.PYTHON_MISSING
    return None


def find_python(python: str, environment: Mapping[str, str] | None = None) -> str | None:
    """Return the absolute path of the interpreter that ``python`` names, None if there is none.

    Links are kept: a virtual environment's interpreter is known by the path it is called by.
    """
    path = (os.environ if environment is None else environment).get("PATH")
    try:
        found = shutil.which(python, path=path)
    except ValueError:  # an embedded NUL
        return None
    return None if found is None else str(Path.cwd() / found)


def _holds(test: Callable[[str], bool], path: str) -> bool:
    try:
        return test(path)
    except ValueError:  # an embedded NUL; some versions raise, some answer False
        return False
