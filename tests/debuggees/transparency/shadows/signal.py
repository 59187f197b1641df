NAME = 'the program\'s own signal'
