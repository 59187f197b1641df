NAME = 'the program\'s own typing'
