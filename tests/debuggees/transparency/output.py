import os
import sys

sys.stdout.write("no end of line")
sys.stdout.flush()
os.write(1, b"\xff\xfe raw bytes\n")
sys.stdout.buffer.write("größe 🐍\r\n".encode())
print("größe 🐍", "\N{ESCAPE}[31mred\N{ESCAPE}[0m", "\t|\r|\0|")
print("x" * 100_000)
sys.stderr.write("to stderr, no end")
print(end="no end")
