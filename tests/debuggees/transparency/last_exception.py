import atexit
import sys


@atexit.register
def tell():
    print(sys.last_type, sys.last_value, sys.last_traceback.tb_frame.f_code.co_name)
    print(getattr(sys, "last_exc", None), sys.last_traceback.tb_next.tb_frame.f_code.co_name)
    print(sys.last_value.__traceback__ is sys.last_traceback, sys.exc_info())


def fails():
    raise ValueError("kept")


fails()
