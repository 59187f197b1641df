import sys

print("before")
try:
    exec("def f(:\n  pass")
except SyntaxError as error:
    print(error)
exec(compile("x = 1\ny = = 2\n", "made up.py", "exec"))
