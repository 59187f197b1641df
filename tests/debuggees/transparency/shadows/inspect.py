NAME = 'the program\'s own inspect'
