NAME = 'the program\'s own queue'
