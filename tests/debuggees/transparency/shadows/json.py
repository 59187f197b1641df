NAME = 'the program\'s own json'
