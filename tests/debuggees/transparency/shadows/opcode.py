NAME = 'the program\'s own opcode'
