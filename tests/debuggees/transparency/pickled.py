import copy
import pickle
from collections import namedtuple
from dataclasses import dataclass
from enum import Enum

Point = namedtuple("Point", "x y")
print(Point.__module__)


@dataclass
class Item:
    name: str
    where: Point


class Colour(Enum):
    RED = 1


def function():
    pass


for value in (Item("a", Point(1, 2)), Colour.RED, function, Item, Point(3, 4)):
    data = pickle.dumps(value)
    print(data, pickle.loads(data) == value, copy.deepcopy(value) == value)
try:
    pickle.dumps(x for x in "abc")
except TypeError as error:
    print(error)
