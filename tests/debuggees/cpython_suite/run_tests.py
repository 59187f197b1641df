"""Runs modules of CPython's own test suite and writes what became of each test.

Arguments: the file to write, then names of modules of the package ``test``, a copy of which stands
beside this script: what is in the standard library's folder would not be user code.
"""

import json
import sys
import unittest


class Results(unittest.TestResult):
    def __init__(self):
        super().__init__()
        self.outcomes = {}

    def note(self, test, outcome):
        self.outcomes.setdefault(test.id(), []).append(outcome)

    def addSuccess(self, test):
        self.note(test, "ok")

    def addError(self, test, error):
        self.note(test, f"error {error[0].__name__}: {error[1]}")

    def addFailure(self, test, error):
        self.note(test, f"failure: {error[1]}")

    def addSkip(self, test, reason):
        self.note(test, f"skipped: {reason}")

    def addExpectedFailure(self, test, error):
        self.note(test, "expected failure")

    def addUnexpectedSuccess(self, test):
        self.note(test, "unexpected success")

    def addSubTest(self, test, subtest, error):
        if error is not None:
            self.note(subtest, f"{error[0].__name__}: {error[1]}")


def main():
    results = Results()
    for name in sys.argv[2:]:
        suite = unittest.defaultTestLoader.loadTestsFromName(f"test.{name}")
        suite.run(results)
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        json.dump(results.outcomes, file)


if __name__ == "__main__":
    main()
