import inspect
import linecache
import sys
import traceback


def source_of_me(argument, *, other=1):
    """A doc string."""
    stack = inspect.stack()
    names = [info.function for info in stack]
    names = names[: names.index("<module>") + 1]
    print(names, stack[0].lineno, stack[0].code_context)
    del stack
    extracted = traceback.extract_stack()
    at = next(n for n, f in enumerate(extracted) if f.filename == __file__)
    print([(f.name, f.lineno, f.line) for f in extracted[at:]])
    caller = inspect.currentframe().f_back
    print(inspect.getframeinfo(caller), inspect.getargvalues(sys._getframe()).args)


def outer():
    yield source_of_me(1)


list(outer())
print(inspect.getsource(source_of_me)[:30], inspect.getsourcelines(outer)[1])
print(inspect.signature(source_of_me), inspect.getfile(outer) == __file__, inspect.getdoc(source_of_me))
print(inspect.getmodule(outer), inspect.getsourcefile(outer) == __file__)
g = outer()
print(inspect.getgeneratorstate(g), inspect.getgeneratorlocals(g), g.gi_frame.f_back)
print(g.gi_frame.f_trace, g.gi_frame.f_trace_lines, g.gi_frame.f_trace_opcodes, repr(g)[:24])
print(len(linecache.getlines(__file__)) > 10)


class Thing:
    def method(self):
        return super().__repr__()[:20]


print(Thing().method(), inspect.getsource(Thing)[:12])
