import importlib
import sys

import modules_imported_helper

print(modules_imported_helper.VALUE, modules_imported_helper.__spec__.origin == modules_imported_helper.__file__)
importlib.reload(modules_imported_helper)
print(sys.path_importer_cache.keys() == set(sys.path_importer_cache), "json" in sys.modules)
import json

print(json.loads is sys.modules["json"].loads, json.__spec__.loader)
import runpy

print(runpy.run_module("modules_imported_helper")["VALUE"])
try:
    import nothing_of_this_name
except ModuleNotFoundError as error:
    print(error, error.name)
import modules_imported_failing
