"""Runs the checks of one file in whatever Python starts this, and prints the results as JSON.

A check is a function ``check_*`` of plain asserts. The agent imports nothing after start-up, so a
check that leaves a new module behind has failed.
"""

import importlib.util
import json
import sys
import traceback
import warnings


def _load(path):
    spec = importlib.util.spec_from_file_location("checks", path)
    module = importlib.util.module_from_spec(spec)
    # Found again by what looks code up by its module.
    sys.modules["checks"] = module
    spec.loader.exec_module(module)
    return module


def _run(check):
    before = set(sys.modules)
    try:
        check()
        imported = sorted(set(sys.modules) - before)
        assert not imported, f"imported at run time: {imported}"
    except BaseException:
        return traceback.format_exc()
    return None


def main(path):
    warnings.simplefilter("error")
    out = sys.stdout
    module = _load(path)
    checks = {name: each for name, each in vars(module).items() if name.startswith("check_")}
    # What the checks print must not get into the results.
    sys.stdout = sys.stderr
    results = {name: _run(check) for name, check in checks.items()}
    json.dump(results, out)


if __name__ == "__main__":
    main(sys.argv[1])
