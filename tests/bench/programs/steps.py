"""Lines to step over."""

numbers = list(range(50))
total = 0
for number in numbers:
    total += number
    total -= 1
    total += 1
print(total)
