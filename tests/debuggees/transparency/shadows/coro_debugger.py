NAME = 'the program\'s own coro_debugger'
