"""The client's side: the debuggee's process, its connection, and what the session is doing.

QtCore, QtNetwork and the protocol only; knows nothing of models and widgets.
"""
