import sys

numbers = [1, 2, 3]  # @first


def double(number):
    result = number * 2  # @in_double
    return result  # @return_double


def main():
    total = 0  # @main
    for number in numbers:
        total += double(number)  # @call
    print("total", total)  # @print
    return total


answer = main()  # @call_main
print("to stderr", file=sys.stderr)  # @after_main
sys.exit(answer)  # @exit
