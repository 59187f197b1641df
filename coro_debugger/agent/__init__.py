"""Inside the debuggee: watches the user's program and answers the client.

Standard library only, imports no layer but ``protocol``, and nobody imports it: it is started as
``<python> <path of __main__.py> script args``.
"""
