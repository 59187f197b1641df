NAME = 'the program\'s own types'
