NAME = 'the program\'s own dataclasses'
