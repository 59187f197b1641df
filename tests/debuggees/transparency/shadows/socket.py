NAME = 'the program\'s own socket'
