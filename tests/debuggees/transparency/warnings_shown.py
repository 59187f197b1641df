import asyncio
import warnings


def warn():
    warnings.warn("one", stacklevel=2)
    warnings.warn("two", DeprecationWarning)
    warnings.warn("three", ResourceWarning)


for _ in range(2):
    warn()
print(__warningregistry__.keys() if "__warningregistry__" in globals() else None)


async def never_awaited():
    pass


never_awaited()
coroutine = never_awaited()
coroutine = None
warnings.simplefilter("error")
try:
    warn()
except UserWarning as error:
    print(repr(error))
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    warn()
    never_awaited()
print([(str(w.message), w.category.__name__, w.lineno) for w in seen])
print(eval("1 is 1") if False else "end")
left = never_awaited()
