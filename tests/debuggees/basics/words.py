import re


def grep(pattern):
    matcher = re.compile(pattern)  # @prepare
    found = 0
    while True:
        line = yield found  # @yield
        if matcher.search(line):  # @resumed
            found += 1
            print("match:", line)


words = grep("python")  # @create
next(words)  # @prime
words.send("a python line")  # @send
words.send("another line")  # @send_again
words.close()  # @close
print("done")  # @done
