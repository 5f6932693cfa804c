"""Reading: exact values, exact places, and a finding for everything a budget has no use for."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from io import StringIO
from pathlib import Path
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from budgetc.diagnostics.messages import ENGLISH, Translator
from budgetc.files.port import MAX_BYTES
from budgetc.files.workspace import Workspace
from budgetc.source.bounds import MAX_DEPTH, MAX_DIGITS, MAX_NODES
from budgetc.source.nodes import Mapping, Node, PlainValue, Scalar, Sequence, SourceTree, plain
from budgetc.source.read import read_bytes, read_file
from tests.support import MARK, Found, found, marked


def _read(data: str | bytes) -> tuple[SourceTree | None, list[Found]]:
    tree, findings = read_bytes("a.yaml", data if isinstance(data, bytes) else data.encode())
    return tree, found(findings)


def _value(written: str) -> PlainValue:
    tree, findings = _read(f"a: {written}\n")
    assert findings == []
    assert tree is not None
    value = plain(tree.root)
    assert isinstance(value, dict)
    return value["a"]


# Values


def test_a_number_keeps_every_digit() -> None:
    value = _value("314.60")
    assert isinstance(value, Decimal)
    assert str(value) == "314.60"


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("0", 0),
        ("-12", -12),
        ("2013801", 2013801),
        ("0.1", Decimal("0.1")),
        ("-0.05", Decimal("-0.05")),
        ("9" * MAX_DIGITS, int("9" * MAX_DIGITS)),
        ("12345678901234567890.12", Decimal("12345678901234567890.12")),
    ],
)
def test_plain_decimal_digits_are_an_exact_number(written: str, number: int | Decimal) -> None:
    value = _value(written)
    assert type(value) is type(number)
    assert str(value) == str(number)


@pytest.mark.parametrize(
    "written",
    [
        "no", "on", "yes", "off", "True", "FALSE", "NULL", "Null",
        "010", "0o17", "0x1F", "0b11", "1:30", "190:20:30", "2024-02-08", "2024-02-08T12:00:00Z",
        "1_000", "1,234.56", "+5", ".5", "5.", "1e3", "1.5E2", ".inf", "-.inf", ".nan",
        "３１４", "9" * (MAX_DIGITS + 1), "<<", "=",
    ],
)  # fmt: skip
def test_what_yaml_would_turn_into_something_else_stays_a_text(written: str) -> None:
    assert _value(written) == written


def test_a_key_is_one_text_in_all_mappings() -> None:
    tree, _ = _read("- reason: a\n- reason: b\n")
    assert tree is not None
    assert isinstance(tree.root, Sequence)
    one, other = (
        key for item in tree.root.items if isinstance(item, Mapping) for key in item.entries
    )
    assert one is other


def test_a_tree_has_the_keys_of_all_its_mappings() -> None:
    tree, _ = _read("a: &x {b: [{c: 1}, {'d e': 2}]}\nf: *x\n2: {}\n")
    assert tree is not None
    assert tree.keys == {"a", "b", "c", "d e", "f", "2"}


@pytest.mark.parametrize("written", ["", "~", "null"])
def test_nothing_is_nothing(written: str) -> None:
    assert _value(written) is None


def test_true_and_false_are_the_two_truth_values() -> None:
    assert _value("true") is True
    assert _value("false") is False


@pytest.mark.parametrize("written", ["5", "314.60", "null", "~", "true", ""])
@pytest.mark.parametrize("quote", ["'", '"'])
def test_what_is_quoted_is_a_text(written: str, quote: str) -> None:
    assert _value(f"{quote}{written}{quote}") == written


def test_a_block_is_a_text_even_of_digits() -> None:
    assert _value("|\n  12\n  34") == "12\n34\n"
    assert _value(">-\n  12\n  34") == "12 34"


def test_a_question_mark_that_announces_no_key_is_a_text() -> None:
    assert _value("?待定") == "?待定"
    assert _value("是 ? 否") == "是 ? 否"
    assert _value('["是?", "?待定"]') == ["是?", "?待定"]


def test_an_alias_is_what_its_anchor_is() -> None:
    tree, findings = _read("a: &x {b: [1, 2]}\nc: *x\n")
    assert findings == []
    assert tree is not None
    assert plain(tree.root) == {"a": {"b": [1, 2]}, "c": {"b": [1, 2]}}


# Places


def _key_and_value(tree: SourceTree, key: str) -> tuple[Scalar, Node]:
    assert isinstance(tree.root, Mapping)
    return tree.root.entries[key]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_columns_count_characters_whatever_the_line_ends_and_the_mark(
    newline: str, bom: str
) -> None:
    tree, findings = _read(f"{bom}部门: 某某局{newline}金额𠮷: '十二'{newline}")
    assert findings == []
    assert tree is not None
    key, value = _key_and_value(tree, "金额𠮷")
    spans = [tree.span(key), tree.span(value)]
    places = [(s.line, s.column, s.end_line, s.end_column) for s in spans]
    assert places == [(2, 1, 2, 4), (2, 6, 2, 10)]
    assert tree.text == "部门: 某某局\n金额𠮷: '十二'\n"
    first, _ = _key_and_value(tree, "部门")
    assert (tree.span(first).line, tree.span(first).column) == (1, 1)


def test_items_after_chinese_text_in_a_flow_mapping_have_their_places() -> None:
    tree, _ = _read("行: [{科目: 办公费, 金额: 4.25}]\n")
    assert tree is not None
    node, rest = tree.at(("行", 0, "金额"))
    assert rest == ()
    assert (tree.span(node).line, tree.span(node).column) == (1, 19)


def test_a_path_that_leads_nowhere_leaves_its_rest() -> None:
    tree, _ = _read("a:\n  b: [1]\n")
    assert tree is not None
    node, rest = tree.at(("a", "b", 5, "c"))
    assert isinstance(node, Sequence)
    assert rest == (5, "c")


# Findings; the mark stands where each is to be found

_BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10)
)


@pytest.mark.parametrize(
    ("code", "source"),
    [
        ("SYN001", "a: b▶: c\n"),
        ("SYN001", "a: 中文▶: c\n"),
        ("SYN001", "a: ▶@b\n"),
        ("SYN001", "a: ▶'b\n"),
        ("SYN001", "a: [1, 2\nb▶: 3\n"),
        ("SYN002", "a: 1\nb: 2\n▶a: 3\n"),
        ("SYN002", "x: {名: 1, ▶名: 2}\n"),
        ("SYN002", "a: 1\n▶'a': 2\n"),
        ("SYN003", "a: ▶!!python/object/apply:os.system [x]\n"),
        ("SYN003", "a: ▶!!str 12\n"),
        ("SYN003", "▶!!str a: 12\n"),
        ("SYN003", "▶!x {a: 1}\n"),
        ("SYN003", "a: ▶!<tag:yaml.org,2002:int> 12\n"),
        ("SYN004", "a: ▶*b\n"),
        ("SYN004", "a: &a [1, ▶*a]\n"),
        ("SYN004", "a: &a {b: {c: ▶*a}}\n"),
        ("SYN005", "a: 1\n▶---\nb: 2\n"),
        ("SYN005", "---\na: 1\n...\n▶---\nb: 2\n"),
        ("SYN007", "a:\n▶\tb: 1\n"),
        ("SYN007", "a:\n  - b\n▶\t- c\n"),
        ("SYN008", "▶"),
        ("SYN008", "▶# 只有说明\n# a: 1\n"),
        ("SYN008", "▶\n\n   \n"),
        ("SYN008", "▶---\n...\n"),
        ("SYN008", "▶~\n"),
        ("SYN009", f"{'[' * MAX_DEPTH}▶{'[' * 968}{']' * 1000}\n"),
        ("SYN009", "".join(" " * n + ("▶a:\n" if n == MAX_DEPTH else "a:\n") for n in range(1000))),
        ("SYN011", "a: 1\nb: 局▶\x1b[31m\n"),
        ("SYN011", 'a: ▶"\\x1b[31m"\n'),
        ("SYN011", '▶"\\u202e": 1\n'),
        ("SYN011", "a: 某▶\u202e局\n"),
        ("SYN011", "a: 某▶\u2066局\n"),
        ("SYN011", "a: ▶\x00\n"),
        ("SYN011", "a: x▶\x7f\n"),
        # Line ends for YAML, but for no editor: every line after them would be counted wrong.
        ("SYN011", "a: x▶\x85\n"),
        ("SYN011", "a: x▶\u2028y\n"),
        ("SYN011", "a: x▶\u2029y\n"),
        ("SYN013", "? ▶[a]\n: 1\n"),
        ("SYN013", "▶? a\n: 1\n"),
        ("SYN013", "a: [b, ▶?待定]\n"),
        ("SYN013", "a: {▶? 待定 : 1}\n"),
        ("SYN004", "a: ▶&an:chor value\n"),
        ("SYN004", "▶&an?chor a: 1\n"),
        ("SYN011", "a: 1\n▶\ufeffb: 2\n"),
        ("SYN014", "offices:\n  - 办公室\n   ▶- 财务科\n"),
        ("SYN014", "offices:\n    - 办公室\n     ▶-财务科\n"),
        ("SYN014", "- 大力推进\n  质量提升\n\n  ▶- 严守底线\n  - 提高水平\n"),
        ("SYN014", "a: [办公室\n ▶- 财务科]\n"),
        ("SYN014", "text: 办公\n  ▶points:甲\n"),
        ("SYN014", "text: 办公\n  ▶points：\n"),
        ("SYN013", "▶{a: 1}: 1\n"),
        ("SYN013", "a: &x b\n▶*x : 1\n"),
    ],
)
def test_a_mistake_is_found_where_it_stands(code: str, source: str) -> None:
    text, places = marked(source)
    assert len(places) == 1
    _, findings = _read(text)
    assert findings == [(*places[0], code)]


@pytest.mark.parametrize(
    "source",
    [
        "a: 甲\n  乙\n  丙\n",
        "a: 见\n  https://example.org\n",
        "a: 气温\n  -5 度\n",
        "a: 甲\n  --\n",
        "a: '甲\n  - 乙'\n",
        'a: "甲\n  points：乙"\n',
        "a: |\n  - 甲\n  - 乙\n",
        "- 甲\n- 乙\n",
    ],
)
def test_a_text_over_several_lines_is_read(source: str) -> None:
    tree, findings = _read(source)
    assert findings == []
    assert tree is not None


def test_nesting_as_deep_as_allowed_is_read() -> None:
    tree, findings = _read("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    assert findings == []
    assert tree is not None


def test_a_repeated_key_names_the_first_and_keeps_its_value() -> None:
    tree, findings = read_bytes("a.yaml", b"a: 1\nb: 2\na: 3\n")
    assert [(s.span.line, s.span.column) for f in findings for s in f.related] == [(1, 1)]
    assert tree is not None
    assert plain(tree.root) == {"a": 1, "b": 2}


def test_all_repeated_keys_and_tags_are_found_in_one_run() -> None:
    _, findings = _read("a: !x 1\na: 2\na: 3\nb: !y 4\n")
    assert findings == [(1, 4, "SYN003"), (2, 1, "SYN002"), (3, 1, "SYN002"), (4, 4, "SYN003")]


def test_aliases_of_aliases_stop_at_the_bound() -> None:
    tree, findings = _read(_BOMB)
    ((line, _, code),) = findings
    assert code == "SYN004"
    assert tree is None
    # The lines hold 11, 111, 1111, … values.
    assert 111_111 < MAX_NODES < 1_111_111
    assert line == 6


@pytest.mark.parametrize(
    ("inner", "outer", "codes"),
    [(20, 12, []), (20, 13, ["SYN009"]), (0, MAX_DEPTH, []), (1, MAX_DEPTH, ["SYN009"])],
)
def test_levels_are_counted_through_aliases(inner: int, outer: int, codes: list[str]) -> None:
    tree, findings = _read(f"- &a {'[' * inner}1{']' * inner}\n- {_list_of(outer - 1, '*a')}\n")
    assert [code for *_, code in findings] == codes
    assert (tree is None) == bool(codes)


def _list_of(levels: int, inside: str) -> str:
    return f"{'[' * levels}{inside}{']' * levels}"


def test_levels_of_aliases_of_aliases_are_told_where_they_grow_too_deep() -> None:
    lines = ["- &a0 [1]\n"] + [f"- &a{n} {_list_of(10, f'*a{n - 1}')}\n" for n in range(1, 25)]
    tree, (found,) = read_bytes("a.yaml", "".join(lines).encode())
    assert tree is None
    assert (found.code, found.span.line) == ("SYN009", 5)
    assert found.message.in_words(ENGLISH) == (
        "more than 32 levels of nesting, aliases put in place; write the values out"
    )


@pytest.mark.parametrize(
    "character",
    list("\u200b\u2060\u00ad\u200e\u061c\u3164\U000e0041\ufe0f\u2800\u034f\u200d\U000e0100"),
)
@pytest.mark.parametrize("text", ["a: 公{}室\n", 'a: "公{}室"\n'])
def test_characters_that_nobody_sees_are_told(character: str, text: str) -> None:
    before = "x" if character == "\U000e0100" else ""
    tree, (found,) = read_bytes("a.yaml", text.format(before + character).encode())
    assert tree is not None
    assert found.code == "SYN011"
    assert found.message.in_words(ENGLISH) == (
        f"the character U+{ord(character):04X} may not stand in a source"
    )


def test_they_are_told_where_they_are_escaped() -> None:
    assert _read('a: "公\\u200b室"\n')[1] == [(1, 4, "SYN011")]


@pytest.mark.parametrize(
    "text",
    [
        "क्\u200dष",
        "می\u200cخواهم",
        "\ufee3\ufef2\u200c\ufea7\ufeed\ufe8d\ufeeb\ufee2",  # the same in forms of presentation
        "葛\U000e0100城",
        "❤\ufe0f",
        "👩\u200d💻",
        "全\u3000角",
        "a\u00a0b",
    ],
)
def test_joiners_and_forms_stand_where_they_are_letters(text: str) -> None:
    assert _read(f"a: {text}\n")[1] == []


def test_many_texts_over_two_lines_are_read_in_time_that_grows_with_them() -> None:
    start = process_time()
    tree, findings = _read("- a\n  b\n" * 10_000)
    # A minute, where each of them looked at all lines of the file.
    assert process_time() - start < 5
    assert tree is not None
    assert findings == []


def test_bytes_that_are_gbk_are_placed_by_characters_before_them() -> None:
    tree, findings = _read("年: 2024\n名: x".encode() + "中文".encode("gbk"))
    assert tree is None
    assert findings == [(2, 5, "SYN006")]


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"PK\x03\x04\x14", b"\xd0\xcf\x11\xe0\xa1"])
def test_published_documents_are_no_sources(content: bytes) -> None:
    tree, findings = _read(content)
    assert tree is None
    assert findings == [(1, 1, "SYN006")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_other_unicode_encodings_are_refused(encoding: str) -> None:
    tree, findings = _read("a: 1\n".encode(encoding))
    assert tree is None
    assert findings == [(1, 1, "SYN006")]


def test_a_file_over_the_bound_is_not_read() -> None:
    line = b"# " + b"x" * 1022
    within = b"a: 1\n" + line * (MAX_BYTES // len(line) - 1)
    assert _read(within)[1] == []
    tree, findings = _read(b" " * (MAX_BYTES + 1))
    assert tree is None
    assert findings == [(1, 1, "SYN010")]


def test_a_file_that_is_not_there_or_is_a_folder_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    workspace = Workspace.on_disk(tmp_path)
    for name in ("none.yaml", "folder.yaml"):
        tree, findings = read_file(replace(workspace.named(name), name="x.yaml"))
        assert tree is None
        assert found(findings) == [(1, 1, "SYN012")]
        assert findings[0].span.file == "x.yaml"


# Anything at all


def _is_inside(place: tuple[int, int], text: str) -> bool:
    lines = text.split("\n")
    line, column = place
    return 1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1


def _nodes(node: Node) -> list[Node]:
    if isinstance(node, Mapping):
        return [node, *(n for key, child in node.entries.values() for n in (key, *_nodes(child)))]
    if isinstance(node, Sequence):
        return [node, *(n for child in node.items for n in _nodes(child))]
    return [node]


def _check_anything(data: bytes) -> None:
    tree, findings = read_bytes("a.yaml", data)
    assert tree is not None or findings
    text = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    for finding in findings:
        assert _is_inside((finding.span.line, finding.span.column), text), finding
    if tree is not None:
        for node in _nodes(tree.root):
            # Nothing at the end of a line that is not ended stands on the line after it.
            assert _is_inside((node.line + 1, node.column + 1), f"{text}\n"), node


_YAML_LIKE = st.text(
    st.sampled_from("ab:-[]{},#&*!|>'\"%@`?~ \n\t\r0123.中\ufeff\x85\u2028\x1b\\"), max_size=60
)


@given(_YAML_LIKE | st.text(max_size=60))
@example("[a")
@example("- - - a\n  b")
@example("a: \u2028\nb: !x")
@example("a: x\x85\nb: 'y")
def test_any_text_gives_a_tree_or_findings_inside_the_file(text: str) -> None:
    _check_anything(text.encode("utf-8", errors="surrogatepass"))


@given(st.binary(max_size=60))
@example(b"a: 1\rb: \x80")
def test_any_bytes_give_a_tree_or_findings_inside_the_file(data: bytes) -> None:
    _check_anything(data)


# Against another reader

_WORDS = st.text(st.sampled_from("abcxyz中文局 -:#,[]{}'\"&*!%|>?@`.0123456789\n"), max_size=12)
"""Texts with everything that has a meaning in YAML; a quoting writer must keep it all."""

_NUMBERS = st.integers(-(10**12), 10**12)
_KEYS = _WORDS.filter(lambda word: word and "\n" not in word)
"""ruamel.yaml writes others behind a ?, which is not read."""

_TREES = st.recursive(
    st.none() | st.booleans() | _NUMBERS | _WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=12,
)


class _Quoted(str):
    """A text that is always written in quotes.

    YAML 1.1, YAML 1.2 and budgetc differ in which bare words they turn into something else (`no`,
    `010`, `1e3`, `2024-02-08`), and budgetc does so on purpose. In quotes all three agree.
    """

    __slots__ = ()


def _quoted(value: object) -> object:
    if isinstance(value, str):
        return _Quoted(value)
    if isinstance(value, list):
        return [_quoted(item) for item in value]
    if isinstance(value, dict):
        return {_quoted(key): _quoted(item) for key, item in value.items()}
    return value


def _dump(value: object, *, flow: bool) -> str:
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = flow
    yaml.allow_unicode = True
    yaml.width = 30
    yaml.representer.add_representer(
        _Quoted,
        lambda representer, text: representer.represent_scalar(
            "tag:yaml.org,2002:str", str(text), style='"'
        ),
    )
    stream = StringIO()
    yaml.dump(_quoted(value), stream)
    return stream.getvalue()


@given(st.dictionaries(_KEYS, _TREES, min_size=1, max_size=4), st.booleans())
def test_values_are_those_another_reader_gives(value: dict[str, object], flow: bool) -> None:  # noqa: FBT001
    text = _dump(value, flow=flow)
    tree, findings = _read(text)
    assert findings == []
    assert tree is not None
    assert plain(tree.root) == YAML(typ="safe", pure=True).load(text) == value


@given(st.decimals(-(10**12), 10**12, places=2))
def test_a_written_decimal_is_that_decimal(number: Decimal) -> None:
    written = f"{number:f}"
    value = _value(written)
    assert isinstance(value, Decimal)
    assert str(value) == written


def test_the_mark_of_these_tests_is_no_part_of_yaml() -> None:
    assert _value(f"x{MARK}") == f"x{MARK}"


@pytest.mark.parametrize("source", ["a: !<x y\n", "a: b\n%X\n", "a: |0\n  b\n"])
def test_what_nobody_has_words_for_is_not_told_in_those_of_the_parser(source: str) -> None:
    _, (finding,) = read_bytes("a.yaml", source.encode())
    assert finding.hint is not None
    assert [Translator(language)(finding.message) for language in ("en", "zh")] == [
        "this line cannot be read as YAML",
        "这一行不符合YAML写法",
    ]
    assert [Translator(language)(finding.hint) for language in ("en", "zh")] == [
        "look at this line and at the one above it",
        "请检查本行和上一行",
    ]


@pytest.mark.parametrize(
    ("line", "at", "problem", "meant"),
    [
        ("//备注", 1, "// begins no comment; # does", "# //备注"),
        ("； 备注", 1, "； begins no comment; # does", "# ； 备注"),
        ("<!-- 备注 -->", 1, "<!-- begins no comment; # does", "# <!-- 备注 -->"),
        ("-- 备注", 1, "-- begins no comment; # does", "# -- 备注"),
        ("  • {b: 1, c: 2}", 3, "• is no - of a list", "- {b: 1, c: 2}"),
        ("  1. {b: 1, c: 2}", 3, "1. is no - of a list", "- {b: 1, c: 2}"),
        (
            "  -\u3000{b: 1, c: 2}",
            3,
            "the blank after - is not the usual one (U+3000)",
            "- {b: 1, c: 2}",
        ),
        ("  - {b: 1; c: 2}", 10, "; is no comma; , is meant", "- {b: 1, c: 2}"),
        ("  - {b: 1、c: 2}", 10, "、 is no comma; , is meant", "- {b: 1, c: 2}"),
        (
            "  - {b: 甲: 乙}",
            10,
            "between braces, a text with a colon needs quotes",
            '- {b: "甲: 乙"}',
        ),
        (
            "  - {b: 甲 #乙}",
            9,
            "a # behind a blank begins a comment: what follows it is not read",
            '- {b: "甲 #乙"}',
        ),
        (  # a number needs no quotes: the brace stands too far behind
            "  - {b: 9.00  # 行政运行}",
            13,
            "a # behind a blank begins a comment: what follows it is not read",
            "- {b: 9.00} # 行政运行",
        ),
        (
            "  - {b: 9.00  # 行政运行",
            13,
            "the { of this line is not closed",
            "- {b: 9.00}  # 行政运行",
        ),
        ("  - {b: 9.00)  # 行政运行", 13, ") is no brace; } is meant", "- {b: 9.00}  # 行政运行"),
        ("  - {x: 甲 a: 2 b: 3}", 10, "a comma is missing before a", "- {x: 甲, a: 2, b: 3}"),
        (
            "  - {b: 1, c: 2} 备注",
            17,
            "a text stands behind the last brace; a note begins with #",
            "- {b: 1, c: 2} # 备注",
        ),
        ("  - {b: 1} // 备注", 11, "// begins no comment; # does", "- {b: 1} # // 备注"),
        (
            "  - {b: 1}备注",
            11,
            "a text stands behind the last brace; a note begins with #",
            "- {b: 1} # 备注",
        ),
        *(
            (
                f"  {begin}: {value} 备注",
                at,
                f"a text stands behind {value[-1]}, where the value ends; a note begins with #",
                f"{begin}: {value} # 备注",
            )
            for begin, value, at in (
                ("b", "[甲, 乙]", 12),
                ("b", '["甲"]', 11),
            )
        ),
        *(
            (
                f"  b: {value}",
                6,
                (
                    f"a text goes on behind the {value[0]} with which it ends; put all of it in "
                    "quotes, or # before it if it is a note"
                ),
                f"b: {meant}",
            )
            for value, meant in (
                ('"甲"局', """'"甲"局'"""),
                ('"甲" 备注', """'"甲" 备注'"""),
                ('"甲" 和 "乙"', """'"甲" 和 "乙"'"""),
                ("'甲'局  # 乙", """"'甲'局"  # 乙"""),
            )
        ),
        ("  - {x: 1\n     b: 2}", 10, "a comma is missing before b", "- {x: 1,"),
        ("  - {b: 1}； 备注", 11, "； begins no comment; # does", "- {b: 1} # ； 备注"),
        ("  - {b: 1} ＃ 备注", 11, "＃ is full-width; # is meant", "- {b: 1} # 备注"),
        ("  - (b: 1, c: 2)", 5, "( is no brace; { is meant", "- {b: 1, c: 2}"),
        ("  - (b: 1, c: 2}", 5, "( is no brace; { is meant", "- {b: 1, c: 2}"),
        ("  - {b: 1, c: 2)", 16, ") is no brace; } is meant", "- {b: 1, c: 2}"),
        ("  - {b: 1},", 11, ", stands behind the last brace, where nothing may", "- {b: 1}"),
        ("  - （b: 1，c: 2）", 5, "（ is no brace; { is meant", "- {b: 1, c: 2}"),
    ],
)
def test_the_sign_that_is_wrong_is_named_on_its_own_line(
    line: str, at: int, problem: str, meant: str
) -> None:
    """The line below was named, or a colon that was right."""
    _, findings = read_bytes("f.yaml", f"x: 1\na:\n{line}\nb: 1\n".encode())
    (found,) = findings
    assert (found.span.line, found.span.column) == (3, at)
    assert found.hint is not None
    assert [ENGLISH(found.message), ENGLISH(found.hint)] == [problem, f"write: {meant}"]


@pytest.mark.parametrize(
    ("line", "problem", "meant"),
    [
        ("c: 2 b: 3}", "a comma is missing before b", "c: 2, b: 3}"),
        (
            "c: 2} 备注",
            "a text stands behind the last brace; a note begins with #",
            "c: 2} # 备注",
        ),
    ],
)
def test_the_sign_is_named_on_the_last_line_of_several(line: str, problem: str, meant: str) -> None:
    _, (found,) = read_bytes("f.yaml", f"a:\n  - {{b: 1,\n    {line}\nb: 1\n".encode())
    assert found.span.line == 3
    assert found.hint is not None
    assert [ENGLISH(found.message), ENGLISH(found.hint)] == [problem, f"write: {meant}"]


def test_a_value_in_quotes_that_is_a_key_gets_no_note() -> None:
    for line in ('"甲"乙: 1', 'b: "甲" : 1', 'b: "甲" 乙: 1'):
        _, (found,) = read_bytes("f.yaml", f"x: 1\na:\n  {line}\nz: 1\n".encode())
        assert " behind " not in ENGLISH(found.message), line


def test_a_note_without_its_sign_is_told_where_it_stands() -> None:
    _, (found,) = read_bytes("f.yaml", "x: 1\n备注\nz: 1\n".encode())
    assert (found.span.line, found.span.column) == (2, 1)
    assert found.hint is not None
    assert ENGLISH(found.hint) == "give it its colon; or, if it is a note, write: # 备注"
