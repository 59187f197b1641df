import sys

sys.exit("what goes to stderr")
