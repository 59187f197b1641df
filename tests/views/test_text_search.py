from coro_debugger.views.source_text import SourceText
from coro_debugger.views.text_search import MOST_MATCHES, Match, find_matches, nearest

SOURCE = SourceText("One one\ntwo 🎉 one\n.*")


def test_finds_in_either_case_and_counts_utf16_units():
    assert find_matches(SOURCE, "one") == [Match(0, 0, 3), Match(0, 4, 7), Match(1, 7, 10)]


def test_can_mind_the_case():
    assert find_matches(SOURCE, "One", match_case=True) == [Match(0, 0, 3)]


def test_takes_patterns_literally_and_nothing_for_nothing():
    assert find_matches(SOURCE, ".*") == [Match(2, 0, 2)]
    assert find_matches(SOURCE, "") == []


def test_stops_counting():
    assert len(find_matches(SourceText("a" * 9_000 + "\n" + "a" * 9_000), "a")) == MOST_MATCHES


def test_nearest_goes_round():
    matches = find_matches(SOURCE, "one")
    assert nearest(matches, 0, 1) == 1
    assert nearest(matches, 2, 0) == 0
    assert nearest(matches, 0, 4, forward=False) == 0
    assert nearest(matches, 0, 0, forward=False) == 2
    assert nearest([], 0, 0) is None
