"""The doc string of the script."""

import sys

names = list(globals())
print(names)
import __main__

print(__main__.__dict__ is globals(), locals() is globals(), sys.modules["__main__"] is __main__)
print(__name__, ascii(__file__), __package__, __spec__, __doc__)
print(type(__loader__), __loader__.name, __loader__.path == __file__, vars(__loader__).keys())
print(__builtins__ is __import__("builtins"), sorted(vars(__builtins__))[:5], len(vars(__builtins__)))
print(globals().get("__annotations__", "none"), globals().get("__cached__", "none"))
print(ascii(__loader__.get_source("__main__"))[:40])
number: int = 1
print(globals().get("__annotations__", "none"))
print(sys.argv, sys.orig_argv[-2:], sys.flags)
print(sys._getframe().f_code.co_filename == __file__, sys._getframe().f_code.co_name)
print(sys._getframe().f_globals is globals(), sys._getframe().f_builtins is vars(__builtins__))
print(len(__file__) > 0, repr(__main__))
