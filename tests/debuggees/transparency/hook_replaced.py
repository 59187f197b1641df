import sys
import traceback


def hook(kind, value, trace):
    print("hook", kind, value, [f.name for f in traceback.extract_tb(trace)])
    print(value.__traceback__ is trace, sys.last_value is value, sys.last_traceback is trace)
    print(sys.excepthook is hook, sys.exc_info()[0])
    frame = trace.tb_frame
    print(frame.f_code.co_name, frame.f_globals is globals())


def fails():
    yield 1
    raise ValueError("for the hook")


sys.excepthook = hook
list(fails())
