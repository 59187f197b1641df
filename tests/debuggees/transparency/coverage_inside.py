import os
import sys
import tempfile

# The folder that holds `coverage`, which this Python may not have.
sys.path.append(sys.argv[1])
import coverage

SOURCE = """\
def numbers(n):
    got = yield 1
    if got:
        yield got
    else:
        yield "never"


def run():
    for _ in range(3):
        g = numbers(2)
        next(g)
        g.send(5)
    return [x for x in numbers(1) if x]


run()
"""
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "covered.py")
    with open(path, "w") as file:
        file.write(SOURCE)
    sys.path.insert(0, folder)
    for branch in (False, True):
        measuring = coverage.Coverage(
            data_file=None, branch=branch, config_file=False, source=[folder]
        )
        measuring.start()
        sys.modules.pop("covered", None)
        import covered

        measuring.stop()
        data = measuring.get_data()
        names = sorted(os.path.basename(name) for name in data.measured_files())
        print(names, sorted(data.lines(covered.__file__)), sorted(data.arcs(covered.__file__)) if branch else None)
        print(measuring.analysis2(covered)[3], measuring.report(file=open(os.devnull, "w")))
