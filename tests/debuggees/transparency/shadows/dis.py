NAME = 'the program\'s own dis'
