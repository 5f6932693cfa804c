"""Patterns of data: what they find, where in a Chinese text, and that no text holds them up."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from budgetc.lists import Pattern, Together
from tests.lists.support import patterns, shipped
from tests.support import KORLA, MINIMAL, compile_text, with_change

SHIPPED = tuple(patterns(shipped()))

AMOUNT = Pattern(("(?:^|[^0-9.])(?P<it>(?P<number>[0-9]+)(?P<unit>万元|元))",))


def _spans(pattern: Pattern, text: str) -> list[tuple[int, int]]:
    return [(found.start, found.end) for found in pattern.finditer(text)]


def test_places_are_counted_in_characters() -> None:
    text = "𠀀安排3万元，另有é12元"
    found = [(text[f.start : f.end], f.words, f["number"]) for f in AMOUNT.finditer(text)]
    assert found == [("3万元", "3万元", "3"), ("12元", "12元", "12")]


def test_what_stands_before_a_match_may_be_the_end_of_the_one_before() -> None:
    assert _spans(AMOUNT, "5元6元") == [(0, 2), (2, 4)]
    assert _spans(AMOUNT, "1.5元6元") == [(4, 6)]


def test_of_several_patterns_each_has_its_own_meaning() -> None:
    pattern = Pattern(("年(?P<it>a)", "(?P<it>b)月", "c"))
    assert _spans(pattern, "年a b月 bc") == [(1, 2), (3, 4), (7, 8)]
    assert pattern.blanked("年a b月 c") == "年□ □月 □"
    assert pattern.without("年a b月 c") == "年 月 "


def test_a_pattern_of_nothing_comes_to_an_end() -> None:
    assert _spans(Pattern(("甲*",)), "甲乙") == [(0, 1), (1, 1), (2, 2)]


def test_a_group_without_a_part_is_empty() -> None:
    found = Pattern(("(?P<lead>≥)?(?P<number>[0-9]+)",)).fullmatch("95")
    assert found is not None
    assert (found["lead"], found["number"]) == ("", "95")


def test_half_a_character_of_utf_16_is_one_character() -> None:
    assert _spans(AMOUNT, "\ud800 5元") == [(2, 4)]


@pytest.mark.parametrize(
    ("alternatives", "texts", "among"),
    [
        (("^甲$",), ("甲", "乙甲", "甲\n乙"), {"甲"}),
        (("^甲+$",), ("甲", "乙甲", "甲\n乙"), {"甲"}),
        (("甲.*乙",), ("甲", "乙", "甲\n乙", "甲乙"), {"甲乙"}),
        (("乙+[^丙]",), ("丙", "乙", "丙丙"), set()),
        (("乙[^丙]|甲",), ("乙甲", "乙", "丁"), {"乙甲"}),
        ((r"年[\s\pZ]+月",), ("年", "月", "年　月"), {"年　月"}),
        (("(?:^|[^0-9])1年",), ("1年", "21年", "公元1年"), {"1年", "公元1年"}),
        (("甲",), (), set()),
        (("",), ("甲", ""), {"甲", ""}),
    ],
)
def test_those_that_match_are_found_in_one_search(
    alternatives: tuple[str, ...], texts: tuple[str, ...], among: set[str]
) -> None:
    pattern, together = Pattern(alternatives), Together(texts)
    assert pattern.among(texts) == among
    assert pattern.among(together) == among
    assert {text for text in texts if pattern.search(text)} == among


def test_texts_that_have_a_word_are_told_apart_from_those_that_have_none() -> None:
    together = Together(["购置电脑", "维修电脑", "购置", "购\n置"])
    assert together.having(["购置", "采购"]) == {"购置电脑", "购置"}
    assert together.having(["采购"]) == frozenset()


def _texts_around(pattern: Pattern) -> list[str]:
    """Return texts in which the words of a pattern stand, whole and in part, alone and together."""
    words = [word for part in pattern.alternatives for word in re.split(r"[|()\[\]?:^$]", part)]
    pairs = [one + other for one, other in pairwise(words)]
    return [
        text for word in (*words, *pairs) for text in (word, f"不{word}\n", f"{word}率", word[1:])
    ]


def test_both_engines_find_the_same() -> None:
    compared = [(name, one) for name, one in SHIPPED if "(?P" not in "".join(one.alternatives)]
    assert len(compared) > 30
    for name, pattern in compared:
        # A pattern with a group is always for the engine that never tries a second way.
        linear = Pattern((f"(?P<all>{'|'.join(pattern.alternatives)})",))
        texts = _texts_around(pattern)
        assert pattern.among(texts) == linear.among(texts), name
        for text in texts:
            assert _spans(pattern, text) == _spans(linear, text), (name, text)
            assert bool(pattern.search(text)) == bool(linear.search(text)), (name, text)
            assert bool(pattern.fullmatch(text)) == bool(linear.fullmatch(text)), (name, text)


def test_the_end_of_a_text_is_no_end_of_a_line() -> None:
    assert not Pattern(("完成率$",)).search("完成率\n")


def test_words_are_no_patterns() -> None:
    assert Pattern.of_words(["a.b", "（c）"]).search("axb（c）").words == "（c）"  # type: ignore[union-attr]


def test_every_pattern_that_ships_is_one() -> None:
    assert len(SHIPPED) > 50
    for name, pattern in SHIPPED:
        assert pattern.search("\x00") is None, name
        assert pattern.among(["\x00"]) == frozenset(), name


@pytest.mark.parametrize(("name", "pattern"), SHIPPED, ids=[name for name, _ in SHIPPED])
def test_a_pattern_ends_on_its_own_characters_again_and_again(name: str, pattern: Pattern) -> None:
    """A pattern that runs over the rest of the text at each place would take minutes here."""
    own = sorted({c for text in pattern.alternatives for c in re.sub(r"\\.|[\[\](){}?]", "", text)})
    runs = "".join(character * 1000 for character in [*own, "A", "1", " "])
    pairs = "".join((a + b) * 200 for a, b in pairwise(own))
    text = runs + pairs
    assert pattern.blanked(text).count("□") == len(text) - len(pattern.without(text)), name


@pytest.mark.parametrize("length", [5_000, pytest.param(200_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize(
    "repeated",
    ["A", "A/ ", "1", "1,", "1元", "（", "（或 ", "《", " ", "　", "每", "约1", "年 ", "X",
     "〔2020〕", "1、", "，", "公开，", "投诉", "62", "账号1-"],
)  # fmt: skip
def test_no_text_holds_the_rules_up(repeated: str, length: int) -> None:
    text = (repeated * length)[:length]
    # Nothing but blanks is no text.
    first = text if text.strip() else f"号{text}"
    matters = f'other_matters:\n  - "{first}"\n  - "{text}号"\nissued: 2024-02-08'
    compiled = compile_text(with_change(MINIMAL, "issued: 2024-02-08", matters))
    assert compiled.results


def test_a_number_of_any_length_is_no_crash() -> None:
    digits = "9" * 5000
    goal = with_change(KORLA, "委托3家", f"委托3家，完成{digits}家，完成{digits}个，")
    matters = f'other_matters:\n  - "安排{digits}.{digits}元"\nissued: 2024-02-08'
    for text in (goal, with_change(MINIMAL, "issued: 2024-02-08", matters)):
        assert compile_text(text).results
