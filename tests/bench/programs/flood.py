"""Prints as many megabytes as the argument says, as fast as it can."""

import sys

LINE = "number {:>12} of a flood of output that nobody can read as fast as it comes along ....\n"
for megabyte in range(int(sys.argv[1])):
    sys.stdout.write("".join(LINE.format(megabyte * 12_000 + n) for n in range(12_000)))
print("the flood is over")
