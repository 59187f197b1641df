"""The contract between debuggee, adapter and window: DAP messages plus coroutines.

Standard library only; imports no other layer. Both sides of the wire import it.
"""
