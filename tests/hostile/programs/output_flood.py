"""Writes as much as it is told in the way that it is told."""
import sys

how, size = sys.argv[1], int(sys.argv[2])


def numbers():
    yield from (1, 2, 3)


g = numbers()
next(g)
pieces = {
    "lines": b"0123456789abcde\n" * 4096,
    "no lines": b"0123456789abcdef" * 4096,
    "not UTF-8": bytes(range(128, 256)) * 512,
    "terminal": b"\x1b[31mred\x1b[0m\x1b]0;title\x07\x1b[2J\x1b[10;10H\b\b\a\x00\r\x1b(0\x1bc\x9b31m" * 1024,
    "combining": ("e" + "\u0301" * 200 + "\u202e\u2066").encode() * 100,
    "carriage returns": b"100%\r" * 8192,
}
piece, stream = pieces[how], sys.stdout.buffer
left = size
while left > 0:
    left -= stream.write(piece[:left])
stream.flush()
sys.stderr.write("\nlast words\n")
sys.stdout.write("\nlast line\n")
