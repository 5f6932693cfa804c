"""Merges worked out by hand, where the random ones do not go."""

from __future__ import annotations

import pytest

from budgetc.merge.markers import Labels, labels_of
from budgetc.merge.merge import CannotMergeError, merge
from budgetc.source.shape import Shape

BASE = """\
# 文件头

code_list:
  - {code: 30101, amount: 1}
  - {code: 30102, amount: 2}  # 津贴
duties:
  - text: 负责市场综合监督管理
  - text: 职能转变
    points:
      - 简政放权
      - 守住底线
offices: [办公室, 综合科]
empty: []
"""


def change(*pairs: tuple[str, str], text: str = BASE) -> str:
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


NAMES = {"code_list": ["code", "fund"], "list": ["code"], "duties": ["text"]}
SHAPE = Shape.of({"properties": {key: {"x-entry": names} for key, names in NAMES.items()}})


def merged(ours: str, theirs: str, base: str = BASE) -> str:
    return merge(base.encode(), ours.encode(), theirs.encode(), SHAPE, Labels()).content.decode()


def test_insertions_of_both_at_one_place_stand_one_after_the_other() -> None:
    last = "amount: 2}  # 津贴\n"
    ours = change((last, last + "  # 绩效\n  - {code: 30107, amount: 7}\n"))
    theirs = change((last, last + "  # 住房\n  - {code: 30113, amount: 13}\n"))
    assert merged(ours, theirs) == change(
        (last, last + "  # 绩效\n  - {code: 30107, amount: 7}\n"
                      "  # 住房\n  - {code: 30113, amount: 13}\n")
    )  # fmt: skip


def test_code_changed_by_one_and_amount_by_the_other() -> None:
    ours, theirs = change(("30101", "30103")), change(("amount: 1}", "amount: 9}"))
    assert merged(ours, theirs) == change(("30101, amount: 1}", "30103, amount: 9}"))
    assert merged(theirs, ours) == merged(ours, theirs)


def test_code_written_with_a_hyphen_is_the_same_code() -> None:
    ours, theirs = change(("30101", "301-01")), change(("amount: 1}", "amount: 9}"))
    assert merged(ours, theirs) == change(("30101, amount: 1}", "301-01, amount: 9}"))


def test_amount_written_otherwise_by_one_and_changed_by_the_other() -> None:
    ours, theirs = change(("amount: 1}", "amount: 1.00}")), change(("amount: 1}", "amount: 9}"))
    assert merged(ours, theirs) == merged(theirs, ours) == theirs


def test_code_changed_by_both() -> None:
    ours, theirs = change(("30101", "30103")), change(("30101", "30104"))
    line = "  - {{code: {}, amount: 1}}\n".format
    conflict = f"<<<<<<< ours\n{line(30103)}=======\n{line(30104)}>>>>>>> theirs\n"
    assert merged(ours, theirs) == change((line(30101), conflict))


def test_the_other_edit_of_a_line_with_a_conflict_stands_on_both_sides() -> None:
    ours = change(("amount: 1}", "amount: 8}"))
    theirs = change(("amount: 1}", "amount: 9, fund: general.own}"))
    assert merged(ours, theirs) == change(
        (
            "  - {code: 30101, amount: 1}\n",
            (
                "<<<<<<< ours\n  - {code: 30101, amount: 8, fund: general.own}\n=======\n"
                "  - {code: 30101, amount: 9, fund: general.own}\n>>>>>>> theirs\n"
            ),
        )
    )


def test_text_of_a_duty_changed_by_both() -> None:
    ours, theirs = change(("综合监督", "监督")), change(("综合监督", "全面监督"))
    assert "<<<<<<<" in merged(ours, theirs)
    assert "监督管理\n=======\n" in merged(ours, theirs)


def test_text_changed_by_one_and_the_points_under_it_by_the_other() -> None:
    ours, theirs = change(("职能转变", "职能的转变")), change(("- 守住底线", "- 守住安全底线"))
    assert merged(ours, theirs) == change(
        ("职能转变", "职能的转变"), ("- 守住底线", "- 守住安全底线")
    )


def test_items_of_a_list_in_brackets() -> None:
    ours, theirs = change(("综合科]", "综合科, 法规科]")), change(("[办公室", "[局办公室"))
    assert merged(ours, theirs) == change(("[办公室, 综合科]", "[局办公室, 综合科, 法规科]"))


def test_one_item_of_a_list_changed_by_both() -> None:
    ours, theirs = change(("[办公室", "[局办公室")), change(("[办公室", "[党政办"))
    text = merged(ours, theirs)
    assert "offices: [局办公室, 综合科]\n=======\noffices: [党政办, 综合科]\n" in text


def test_empty_list_filled_by_both() -> None:
    ours, theirs = change(("empty: []", "empty: [甲]")), change(("empty: []", "empty:\n  - 乙"))
    assert merged(ours, theirs) == change(("empty: []", "empty:\n  - 甲\n  - 乙"))


def test_all_items_taken_away_by_turns() -> None:
    first, second = "  - {code: 30101, amount: 1}\n", "  - {code: 30102, amount: 2}  # 津贴\n"
    text = merged(change((first, "")), change((second, "")))
    assert text == change((f"code_list:\n{first}{second}", "code_list: []\n"))


def test_moves_of_different_items_are_both_made() -> None:
    def text(codes: str) -> str:
        return "list:\n" + "".join(f"  - {{code: {code}}}\n" for code in codes)

    assert merged(text("23451"), text("12354"), text("12345")) == text("23541")


def test_the_same_item_moved_to_two_places_is_a_conflict() -> None:
    def text(codes: str) -> str:
        return "list:\n" + "".join(f"  - {{code: {code}}}\n" for code in codes)

    result = merge(
        text("1234").encode(), text("2314").encode(), text("2341").encode(), SHAPE, Labels()
    )
    assert result.conflicts
    assert result.content.decode() == text("23") + (
        "<<<<<<< ours\n  - {code: 1}\n  - {code: 4}\n"
        "=======\n  - {code: 4}\n  - {code: 1}\n>>>>>>> theirs\n"
    )


def test_deletion_against_a_new_comment_is_a_conflict() -> None:
    line = "  - {code: 30101, amount: 1}\n"
    theirs = change((line, f"  # 请勿删除\n{line}"))
    assert merged(change((line, "")), theirs) == change(
        (line, f"<<<<<<< ours\n=======\n  # 请勿删除\n{line}>>>>>>> theirs\n")
    )


def test_comment_of_one_side_and_amount_of_the_other() -> None:
    ours, theirs = change(("# 津贴", "# 津贴补贴")), change(("amount: 2}", "amount: 3}"))
    assert merged(ours, theirs) == change(("amount: 2}  # 津贴", "amount: 3}  # 津贴补贴"))


def test_comments_of_both_at_one_place() -> None:
    ours, theirs = change(("# 津贴", "# 甲")), change(("# 津贴", "# 乙"))
    assert merged(ours, theirs) == change(("# 津贴", "# 甲  # 乙"))
    ours, theirs = change(("# 文件头", "# 文件头\n# 甲")), change(("# 文件头", "# 文件头\n# 乙"))
    assert merged(ours, theirs) == change(("# 文件头", "# 文件头\n# 甲\n# 乙"))


def test_further_lines_move_with_an_entry_of_another_indentation() -> None:
    base = "a:\n- id: x\n  text: '一\n    二'\n"
    ours = "a:\n    - id: x\n      text: '一\n        二'\n"
    theirs = base + "- id: y\n  text: '三\n    四'\n"
    assert merged(ours, theirs, base) == ours + "    - id: y\n      text: '三\n        四'\n"


@pytest.mark.parametrize("end", ["", "\n"])
def test_last_line_break_stays_as_it_is(end: str) -> None:
    base = BASE.removesuffix("\n") + end
    ours, theirs = (change(pair, text=base) for pair in (("30101", "30103"), ("30102", "30104")))
    both = change(("30101", "30103"), ("30102", "30104"), text=base)
    assert merged(ours, theirs, base) == both


def test_byte_order_mark_stays() -> None:
    ours, theirs = change(("30101", "30103")), change(("30102", "30104"))
    result = merge(BASE.encode(), b"\xef\xbb\xbf" + ours.encode(), theirs.encode(), SHAPE, Labels())
    assert (
        result.content == b"\xef\xbb\xbf" + change(("30101", "30103"), ("30102", "30104")).encode()
    )


@pytest.mark.parametrize(
    "text",
    [
        "a: &x 1\nb: *x\n",
        "a: !!str 1\n",
        "? a\n: 1\n",
        "{a: 1}\n",
        "- a\n",
        "a: 1\na: 2\n",
        "a: 1\n---\nb: 2\n",
        "a: [1\n",
        "",
        "\0",
    ],
)
def test_what_cannot_be_taken_apart_is_refused(text: str) -> None:
    with pytest.raises(CannotMergeError):
        merge(b"a: 1\n", text.encode(), b"a: 2\n", SHAPE, Labels())


def test_labels_of_git_are_used_where_it_hands_them_over() -> None:
    assert labels_of(("HEAD", "b\x1b[31m"), 7) == Labels("HEAD", "b�[31m", 7)
    assert labels_of(("%X", "%Y"), 9) == Labels(size=9)
    assert labels_of((), 7) == Labels()
