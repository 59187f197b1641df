import sys

print(ascii(input("a prompt: ")))
print(ascii(sys.stdin.readline()))
print(ascii(sys.stdin.buffer.raw.read(0)), sys.stdin.isatty(), sys.stdout.isatty())
for line in sys.stdin:
    print(ascii(line))
print(sys.stdin.fileno())
input()
