import sys

import pytest

from coro_debugger import resource_files


@pytest.fixture
def fresh():
    resource_files._root.cache_clear()
    yield
    resource_files._root.cache_clear()


def make_resources(folder):
    (folder / "icons").mkdir(parents=True)
    return folder


def test_finds_icons_in_a_checkout():
    assert resource_files.resource_path("icons", "coro-debugger.svg").is_file()


def test_lists_examples_in_reading_order():
    names = [path.name for path in resource_files.examples()]
    assert names == sorted(names)
    assert len(names) >= 11


def test_finds_resources_of_a_bundle(fresh, tmp_path, monkeypatch):
    folder = make_resources(tmp_path / "with space é" / "coro_debugger" / "resources")
    monkeypatch.setattr(sys, "_MEIPASS", str(folder.parent.parent), raising=False)
    assert resource_files.resource_path("icons") == folder / "icons"


def test_finds_resources_inside_an_installed_package(fresh, tmp_path, monkeypatch):
    folder = make_resources(tmp_path / "site-packages" / "coro_debugger" / "resources")
    monkeypatch.setattr(resource_files, "_PACKAGE", folder.parent)
    assert resource_files.resource_path("icons") == folder / "icons"


def test_says_where_it_looked_when_there_is_nothing(fresh, tmp_path, monkeypatch):
    monkeypatch.setattr(resource_files, "_PACKAGE", tmp_path / "nowhere" / "coro_debugger")
    with pytest.raises(FileNotFoundError, match="nowhere"):
        resource_files.resource_path("icons")
