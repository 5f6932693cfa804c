"""Letters are matched with equal letters, each once, and what moved is found."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from budgetc.compare.scan import scan
from budgetc.compare.sequence import UNMATCHED, align, at_phrases, inverse, rejoin

FIRST = "部门收支总体情况表按照全口径预算的原则"
SECOND = "项目支出绩效目标完成特种设备隐患排查的企业数量"
THIRD = "财政拨款三公经费比上年预算增加主要原因是人员增加"

LETTERS = st.text(alphabet="收支预算一二三四", max_size=300)


@given(LETTERS, LETTERS)
def test_partners_are_equal_letters_each_taken_once(ours: str, theirs: str) -> None:
    partners = align(ours, theirs)
    assert len(partners) == len(ours)
    taken = [partner for partner in partners if partner != UNMATCHED]
    assert len(set(taken)) == len(taken)
    for place, partner in enumerate(partners):
        assert partner == UNMATCHED or ours[place] == theirs[partner]


@given(LETTERS, LETTERS)
def test_sliding_keeps_letters_equal_and_as_many(ours: str, theirs: str) -> None:
    partners = align(ours, theirs)
    slid = at_phrases(scan(ours, ()), scan(theirs, ()), partners)
    assert sum(p != UNMATCHED for p in slid) == sum(p != UNMATCHED for p in partners)
    for place, partner in enumerate(slid):
        assert partner == UNMATCHED or ours[place] == theirs[partner]
    assert inverse(inverse(slid, len(theirs)), len(ours)) == slid


@given(LETTERS)
def test_a_text_is_matched_with_itself(text: str) -> None:
    assert align(text, text) == list(range(len(text)))


def test_moved_passages() -> None:
    partners = align(FIRST + SECOND + THIRD, THIRD + FIRST + SECOND)
    assert UNMATCHED not in partners
    assert partners[len(FIRST)] == len(THIRD) + len(FIRST)


def test_a_phrase_is_put_in_whole() -> None:
    ours = scan("财政业务费10万元，援滇经费3万元。", ("万元",))
    theirs = scan("财政业务费10万元。", ("万元",))
    crossed = [*range(4), *[UNMATCHED] * 6, *range(4, 7)]
    slid = at_phrases(ours, theirs, crossed)
    assert slid == [*range(7), *[UNMATCHED] * 6]


def test_a_thing_that_was_left_out_is_left_out_with_its_name() -> None:
    text = "健康管理（第2批）25万元，疫苗冷链（第2批）12万元，工程款（第2批）7万元。"
    ours = scan(text, ("万元",))
    theirs = scan(text.replace("疫苗冷链（第2批）12万元，", ""), ("万元",))
    partners = at_phrases(ours, theirs, align(ours.letters, theirs.letters))
    gone = [letter for letter, partner in zip(ours.letters, partners, strict=True) if partner < 0]
    assert "".join(gone) == "疫苗冷链第批万元"


def test_the_last_letter_of_a_word_that_moved_stays_with_it() -> None:
    """What stands before a match is matched letter by letter, and may be of another word."""
    ours, theirs = "社会支出收入", "社会支出乡村支出收入"
    partners = [0, 1, 2, 7, 8, 9]
    rejoin(ours, theirs, partners, [(0, 4), (4, 6)])
    assert partners == [0, 1, 2, 3, 8, 9]


def test_a_letter_is_not_taken_from_another_word() -> None:
    partners = [0, 1, 2, 3]
    rejoin("甲乙甲丙", "甲乙甲丙", partners, [(0, 2), (2, 4)])
    assert partners == [0, 1, 2, 3]
