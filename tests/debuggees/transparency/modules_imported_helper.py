VALUE = sum(n for n in range(10))
