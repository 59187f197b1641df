if True:
print("never printed")
