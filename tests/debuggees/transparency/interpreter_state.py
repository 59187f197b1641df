import sys

print(sorted(sys.modules))
print(sys.path)
print(sys.meta_path)
print(sys.path_hooks)
print(sorted(sys.path_importer_cache))
print(sys.argv)
print(sys.flags)
print(sys.warnoptions, sys._xoptions, sys.dont_write_bytecode, sys.pycache_prefix)
print(sys.gettrace(), sys.getprofile(), sys.getrecursionlimit(), sys.getswitchinterval())
print(sys.excepthook, sys.unraisablehook, sys.displayhook, sys.breakpointhook)
print(hasattr(sys, "last_type"), hasattr(sys, "ps1"), sys.exc_info())
print(sys.stdin, sys.stdout.encoding, sys.stderr.encoding, sys.stdout.errors, sys.stderr.errors)
print(sys.stdout.write_through, sys.stdin.line_buffering, sys.stdout is sys.__stdout__)
print(sys.get_coroutine_origin_tracking_depth(), sys.get_asyncgen_hooks())
print(sys.getallocatedblocks() > 0, sys.is_finalizing(), sys.intern("a"))
import os

print(sorted(set(os.environ) - {"_", "LC_CTYPE", "CORO_DEBUGGER_CONNECT"}))
print("CORO_DEBUGGER_CONNECT" in os.environ, [n for n in os.environ if "CORO" in n])
print(os.getcwd() == os.environ["EXPECTED_CWD"], os.getpid() == os.getpgrp() == os.getsid(0))
print(oct(os.umask(0o22)), os.nice(0))
import gc
import warnings

print(warnings.filters)
print(gc.isenabled(), gc.get_threshold(), gc.get_debug(), gc.callbacks, gc.garbage)
import resource

print(resource.getrlimit(resource.RLIMIT_NOFILE), resource.getrlimit(resource.RLIMIT_STACK))
import locale

print(locale.setlocale(locale.LC_ALL, None))
import copyreg
import codecs
import linecache

print(sorted(map(str, copyreg.dispatch_table)), len(linecache.cache))
print(sorted(sys.modules))
