"""The rules of the style, one by one."""

from __future__ import annotations

from textwrap import dedent

import pytest

from budgetc.formatting.write import WIDTH
from tests.beginning.support import PUTUO
from tests.support import KORLA

from .support import formatted, unkept

RULES = {
    "keys stand in the order of the schema": (
        "unit: 元\nyear: 2024\njurisdiction: x\n",
        "jurisdiction: x\nyear: 2024\nunit: 元\n",
    ),
    "an unknown key stays behind the key before it": (
        "own: 1\nunit: 元\nunti: 2\nyear: 2024\n",
        "own: 1\nyear: 2024\nunit: 元\nunti: 2\n",
    ),
    "lists and chosen keys keep their order": (
        "revenue:\n- {amount: 2, fund: b}\n- {fund: a}\noptions: {wording: {z: b, a: c}}\n",
        "options: {wording: {z: b, a: c}}\n\nrevenue:\n  - {fund: b, amount: 2}\n  - {fund: a}\n",
    ),
    "two spaces a level, lists as well": (
        "department:\n     name: x\n     offices:\n     -   a\n     -\n        b\n",
        "department:\n  name: x\n  offices:\n    - a\n    - b\n",
    ),
    "braces stay where they fit": ("a: [1,2,{b: 3 , c: }]\n", "a: [1, 2, {b: 3, c: }]\n"),
    "braces of several lines become one line": ("a: [1,\n  2]\n", "a: [1, 2]\n"),
    "braces with a comment get a line each": (
        "a: {b: 1,  # one\n    # two\n    c: 2}  # all\n",
        "a:  # all\n  b: 1  # one\n  # two\n  c: 2\n",
    ),
    "an item in braces with a comment inside": (
        "a:\n- {b: 1,\n   # c\n   d: 2}  # all\n",
        "a:\n  # all\n  - b: 1\n    # c\n    d: 2\n",
    ),
    "what is not in braces stays so": ("a:\n  b: 1\n", "a:\n  b: 1\n"),
    "empty ones": ("a: { }\nb: [\n ]\n", "a: {}\nb: []\n"),
    "quotes that are not needed go": (
        "a: \"文字，“引号”\"\nb: '2024-02-08'\n\"c\": 'it''s'\n",
        "a: 文字，“引号”\nb: 2024-02-08\nc: it's\n",
    ),
    "quotes that are needed are double": (
        "- '2119352'\n- ' x'\n- 'a: b'\n- 'yes'\n- 'x #y'\n- '1e5'\n- '\"'\n- ''\n- '0x1F'\n",
        '- "2119352"\n- " x"\n- "a: b"\n- "yes"\n- "x #y"\n- "1e5"\n- "\\""\n- ""\n- "0x1F"\n',
    ),
    "signs stand in quotes": (
        "a: <=\nb: '>='\nc: \"%\"\nd: ~\ne: =\n",
        'a: "<="\nb: ">="\nc: "%"\nd: ~\ne: "="\n',
    ),
    "a comma needs quotes in braces only": (
        'a: {b: "x, y"}\nc: "x, y"\n',
        'a: {b: "x, y"}\n\nc: x, y\n',
    ),
    "escapes stay as they are typed": ('a: "\\u4e00\\n"\n', 'a: "\\u4e00\\n"\n'),
    "codes are digits": (
        'purposes:\n  - code: "201"\n  - code: 201-38-01\n  - code: 2010\n',
        "purposes:\n  - code: 201\n  - code: 2013801\n  - code: 2010\n",
    ),
    "a code is digits though a waiver names it with hyphens": (
        "purposes:\n  - code: 201-38-01\nwaive:\n  - {rule: X, scope: purposes.201-38-01}\n",
        "purposes:\n  - code: 2013801\n\nwaive:\n  - {rule: X, scope: purposes.201-38-01}\n",
    ),
    "a hyphen behind a code is no part of one, and stays to be told": (
        "purposes:\n  - code: 2013801-\n",
        "purposes:\n  - code: 2013801-\n",
    ),
    "a telephone number is no code": (
        'performance:\n  phone: "2119352"\n',
        'performance:\n  phone: "2119352"\n',
    ),
    "amounts keep their digits": ("a: 164.00\nb: 1.50\nc: 007\n", "a: 164.00\nb: 1.50\nc: 007\n"),
    "a long text keeps its line breaks": (
        'a:\n  - b: "one\\\n two \\\n\n   three"\n',
        'a:\n  - b: "one\\\n      two \\\n\n      three"\n',
    ),
    "a text without quotes over lines": ("a: one\n     two  # c\n", "a: one\n  two  # c\n"),
    "a block of text": (
        "a:\n    - |  # c\n       one\n\n         two\n\n\nb: >-\n one\n two\n",
        "a:\n  - |  # c\n      one\n\n        two\n\nb: >-\n  one\n  two\n",
    ),
    "wide blanks at the end of a text are seen in quotes": (
        "a: 退休人员增加\u3000\nb: 'x\u00a0'\nc: \"\u2003x\"\nd: 甲\u3000乙\n",
        'a: "退休人员增加\u3000"\nb: "x\u00a0"\nc: "\u2003x"\nd: 甲\u3000乙\n',
    ),
    "quotes that must stay": (
        "a: 'x: y'\nb: '# x'\nc: 'null'\nd: '- x'\ne: '12.50'\nf: '? x'\ng: '*x'\nh: '|'\n",
        'a: "x: y"\nb: "# x"\nc: "null"\nd: "- x"\ne: "12.50"\nf: "? x"\ng: "*x"\nh: "|"\n',
    ),
    "blanks at the ends of a block text's lines are its own": (
        "a: |\n   one  \n     \n   two \nb: >-\n  one \n  two  \n",
        "a: |\n  one  \n    \n  two \nb: >-\n  one \n  two  \n",
    ),
    "a block text that would take lines up, or cannot be told apart, gets quotes": (
        "- |+\n\n- |+\n  x\n\n# c\n- |2\n   x\n- |\n- |+\n  x\n- >-\n\n  x\n- |\n  x",
        '- ""\n- |\n    x\n# c\n- " x"\n- ""\n- |\n    x\n- >-\n\n    x\n- |\n    x\n',
    ),
    "tabs": (
        "a: \t\n  -   b\t\n  - 'c\td'\t # e\n",
        "a:\n  - b\n  - c\td  # e\n",
    ),
    "a comment moves with its entry": (
        "# head\n\n# the unit\nunit: 元  # 元\n# the year\nyear: 2024\n",
        "# head\n\n# the year\nyear: 2024\n# the unit\nunit: 元  # 元\n",
    ),
    "the first comments stay the first": (
        "# yaml-language-server: $schema=x\nunit: 元\nyear: 2024\n",
        "# yaml-language-server: $schema=x\n\nyear: 2024\nunit: 元\n",
    ),
    "a comment at the end of a block stays in it": (
        "a:\n- b: 1\n  # - c: 2\n# d\ne: 3\n# end\n",
        "a:\n  - b: 1\n    # - c: 2\n\n# d\ne: 3\n# end\n",
    ),
    "a comment behind a dash or between key and value": (
        "a:\n-  # one\n  b: 1\nc:\n  # two\n  3\n",
        "a:\n  # one\n  - b: 1\n\n# two\nc: 3\n",
    ),
    "comments that touch what they are behind": ('a: "x"#y\n', "a: x  #y\n"),
    "blank lines": (
        "\n\na: 1\n\n\nb:\n\n  - c: 1\n\n\n  - d: 2\ne: 3\n\n",
        "a: 1\n\nb:\n  - c: 1\n\n  - d: 2\n\ne: 3\n",
    ),
    "blanks at the ends of lines": ("a: 1   \n   \nb: x \t# c  \n", "a: 1\n\nb: x  # c\n"),
    "marks of documents go": ("%YAML 1.1\n--- # c\na: 1\n...\n# d\n", "# c\n\na: 1\n# d\n"),
    "other line ends": ("\ufeffb: 1\r\nyear: 2\r", "b: 1\nyear: 2\n"),
    "anchors keep the order": ("unit: &u 元\nyear: *u\n", "unit: &u 元\nyear: *u\n"),
}


@pytest.mark.parametrize(("before", "after"), RULES.values(), ids=RULES.keys())
def test_rule(before: str, after: str) -> None:
    assert formatted(before) == after
    assert formatted(after) == after


@pytest.mark.parametrize("more", [0, 1])
def test_braces_are_opened_where_they_are_too_wide(more: int) -> None:
    text = "a: {b: " + "宽" * ((WIDTH - 8) // 2) + "x" * more + "}\n"
    assert (formatted(text) == text) is (more == 0)


@pytest.mark.parametrize("text", [KORLA, PUTUO], ids=["Korla", "Putuo"])
def test_the_references_are_canonical(text: str) -> None:
    assert formatted(text) == text


@pytest.mark.parametrize(
    "text", ["a: x\n \t- y\n", "a: [\n", "a: 1\na: 2\n", "a: !x 1\n", "", "a: 1\n---\nb: 2\n"]
)
def test_what_is_wrong_is_left_alone(text: str) -> None:
    left = unkept(text)
    assert left.findings
    assert left.lost is None


def test_what_would_be_lost_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    source = dedent(
        """\
        year: 2024
        # why
        unit: 元
        """
    )
    for old, new in (
        ("# why\n", ""),
        ("2024", "2025"),
        ("unit: 元", "unit: ["),
        ("元", "元\nx: 1"),
    ):
        damaged = source.replace(old, new)
        monkeypatch.setattr("budgetc.formatting.format.write", lambda _, text=damaged: text)
        left = unkept(source)
        assert left.lost is not None
        assert not left.findings
