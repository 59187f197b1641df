"""Loops for ever in plain code that calls nothing."""
print("ready", flush=True)
while True:
    pass
