"""What a stranger's file of sections may say: anything, and it is a finding or it is harmless."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from budgetc.diagnostics.messages import ENGLISH, Translator
from budgetc.files.workspace import Workspace
from budgetc.pipeline import compile_source
from tests.jurisdiction.district import ACCOUNTS, SECTIONS, write_district

CHINESE = Translator("zh")

FILE = "templates/district/source.schema.json"

WRONG: list[dict[str, Any]] = [
    {"dimensions": []},
    {"dimensions": {"account": 1}},
    {"dimensions": {"account": {}}},
    {"dimensions": {"account": {"list": "../../accounts.csv"}}},
    {"dimensions": {"account": {"list": "/etc/passwd"}}},
    {"dimensions": {"account": {"list": "templates/district/layout.yaml"}}},
    {"dimensions": {"account": {"list": "templates/district/accounts.csv", "x-name": 1}}},
    {"agree": 1},
    {"agree": [{"margins": ["money"]}]},
    {"agree": [{"margins": ["money", "nothing"]}]},
    {"agree": [{"margins": ["money", "accounts"], "by": "nothing"}]},
    {"properties": []},
    {"properties": {"schools": {"$ref": "#/$defs/nothing"}}},
    {"required": 1},
    {"$defs": {"amount": {"type": "string"}}},
]


def _codes(folder: Path, change: dict[str, Any]) -> set[str]:
    write_district(folder, {FILE: json.dumps({**json.loads(SECTIONS), **change})})
    workspace = Workspace.find(folder)
    (source,) = workspace.sources()
    return {one.code for one in compile_source(source, workspace.resources()).findings}


@pytest.mark.parametrize("change", WRONG, ids=lambda change: json.dumps(change)[:60])
def test_what_cannot_be_used_is_named(tmp_path: Path, change: dict[str, Any]) -> None:
    assert _codes(tmp_path, change) == {"DAT001"}


def _with(**words: Any) -> dict[str, Any]:
    definitions = json.loads(SECTIONS)["$defs"]
    definitions["post"]["properties"]["title"] |= words
    definitions["post"] |= {key: words[key] for key in ("x-values", "x-margin") if key in words}
    return {"$defs": definitions}


@pytest.mark.parametrize(
    "words",
    [
        {"x-measure": "posts"},
        {"x-values": 3},
        {"x-values": {"kind": {}}},
        {"x-margin": []},
        {"x-entry": 1},
        {"x-steps": 1},
        {"x-of-types": 1},
    ],
    ids=str,
)
def test_odd_words_break_nothing(tmp_path: Path, words: dict[str, Any]) -> None:
    assert "DAT001" not in _codes(tmp_path, _with(**words))


def test_a_schema_that_goes_round_in_circles_comes_to_an_end(tmp_path: Path) -> None:
    definitions = json.loads(SECTIONS)["$defs"]
    for key in "abcdefghij":
        definitions["school"]["properties"][key] = {"$ref": "#/$defs/school"}
    assert _codes(tmp_path, {"$defs": definitions}) == set()


def _told(folder: Path, sections: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what is found of the district with some sections, in English and in Chinese."""
    write_district(folder, {FILE: json.dumps(sections)})
    workspace = Workspace.find(folder)
    (source,) = workspace.sources()
    found = compile_source(source, workspace.resources()).findings
    assert {(one.code, one.span.file) for one in found} == {("DAT001", FILE)}
    return [(ENGLISH(one.message), CHINESE(one.message)) for one in found]


@pytest.mark.parametrize("name", ["revenue", "basic_expenditure", "other_matters"])
def test_a_section_is_not_named_like_one_of_a_department(tmp_path: Path, name: str) -> None:
    sections = json.loads(SECTIONS)
    sections["properties"][name] = sections["properties"].pop("accounts")
    (told,) = _told(tmp_path, sections)
    english = "is a section of schema/departmental.schema.json, and of no other file"
    chinese = "是 schema/departmental.schema.json 的内容，其他文件不得用这一名称"
    assert told == (
        f"{FILE} cannot be used: {name} {english}",
        f"{FILE}无法使用：{name} {chinese}",
    )


@pytest.mark.parametrize(
    ("right", "wrong", "english", "chinese"),
    [
        (
            '"x-dimension": "account"',
            '"x-dimension": "acount"',
            ("there is no dimension acount", "did you mean account?"),
            ("没有维度 acount", "是否应为account？"),
        ),
        (
            '"type": ["integer", "string"], "x-dim',
            '"x-list": "account", "x-levels": ["acct"], "x-dim',
            ("the list has no level acct", "it may be group, account"),
            ("该表没有 acct 这一级", "可填：group、account"),
        ),
        (
            '"type": ["integer", "string"], "x-dim',
            '"x-list": "acount", "x-levels": [], "x-dim',
            ("there is no dimension acount", "did you mean account?"),
            ("没有维度 acount", "是否应为account？"),
        ),
        (
            '"x-values": {"kind": "teaching"}',
            '"x-values": {"accaunt": "5100"}',
            ("there is no dimension accaunt", "did you mean account?"),
            ("没有维度 accaunt", "是否应为account？"),
        ),
        (
            '"x-values": {"kind": "teaching"}',
            '"x-values": {"account": "510"}',
            ("account has no code 510", "did you mean 5100?"),
            ("account 中没有代码 510", "是否应为5100？"),
        ),
        (
            '"x-margin": "staff"',
            '"x-marging": "staff"',
            ("there is no word x-marging in such a file", "did you mean x-margin?"),
            ("此类文件没有 x-marging 这一关键字", "是否应为x-margin？"),
        ),
        (
            '"$ref": "#/$defs/amount"',
            '"$ref": "#/$defs/amunt"',
            ("there is no definition amunt", "did you mean amount?"),
            ("没有定义 amunt", "是否应为amount？"),
        ),
        (
            '"type": "array"',
            '"type": "arry"',
            (
                'type is not "arry" in any JSON Schema',
                "mend it; none of this name ships with budgetc",
            ),
            ('JSON Schema中type不能是"arry"', "请改正；budgetc没有自带同名文件"),
        ),
        (
            '"section": "schools"',
            '"section": "school"',
            ("there is no section school", "did you mean schools?"),
            ("没有 school 这一部分", "是否应为schools？"),
        ),
        (
            '"code": "id"',
            '"code": "nr"',
            (
                "the entries of this section have no nr",
                "it may be id, name, head, money, staff",
            ),
            ("这一部分的条目没有 nr", "可填：id、name、head、money、staff"),
        ),
        (
            '"x-entry": ["title", "grade"]',
            '"x-entry": ["title", "grad"]',
            ("the entries of this section have no grad", "did you mean grade?"),
            ("这一部分的条目没有 grad", "是否应为grade？"),
        ),
        (
            '"margins": ["money", "accounts"]',
            '"margins": ["money", "acounts"]',
            ("there is no acounts here", "did you mean accounts?"),
            ("这里没有 acounts", "是否应为accounts？"),
        ),
        (
            '"by": "account"}',
            '"by": "account@grup"}',
            ("the list has no level grup", "did you mean group?"),
            ("该表没有 grup 这一级", "是否应为group？"),
        ),
        (
            '"by": "account"}',
            '"by": ["acount@group"]}',
            ("there is no acount here", "did you mean account?"),
            ("这里没有 acount", "是否应为account？"),
        ),
        (
            '"by": "account"}',
            '"of": [["amount"], ["amount"]], "where": [{}, {"acount": "5"}]}',
            ("there is no dimension acount", "did you mean account?"),
            ("没有维度 acount", "是否应为account？"),
        ),
        (
            '"type": "number", "x-measure": "posts"',
            '"type": "number", "x-measure": "post"',
            (
                "schools.staff.posts has x-measure: post, and the layout no post under measures:",
                "did you mean posts?",
            ),
            (
                "schools.staff.posts 写有 x-measure: post，而版式 measures: 下没有 post",
                "是否应为posts？",
            ),
        ),
        (
            '"salary": {"$ref": "#/$defs/amount"}',
            '"salary": {"type": "number"}',
            (
                "schools.staff.salary: salary is declared under amounts:, and is no amount here",
                'write {"$ref": "#/$defs/amount"}, or x-measure, or give it another name',
            ),
            (
                "schools.staff.salary：salary 已在 amounts: 下声明，此处却不是金额",
                '请写作 {"$ref": "#/$defs/amount"} 或 x-measure，或另取名称',
            ),
        ),
    ],
)
def test_a_word_that_means_nothing_is_told_at_its_line(
    tmp_path: Path, right: str, wrong: str, english: tuple[str, str], chinese: tuple[str, str]
) -> None:
    text = SECTIONS.replace(right, wrong, 1)
    write_district(tmp_path, {FILE: text})
    workspace = Workspace.find(tmp_path)
    (source,) = workspace.sources()
    (one,) = compile_source(source, workspace.resources()).findings
    line = next(n for n, told in enumerate(text.splitlines(), start=1) if wrong in told)
    assert (one.code, one.span.file, one.span.line) == ("DAT001", FILE, line)
    assert one.hint is not None
    begin = (f"{FILE} cannot be used: ", f"{FILE}无法使用：")
    assert (ENGLISH(one.message), ENGLISH(one.hint)) == (begin[0] + english[0], english[1])
    assert (CHINESE(one.message), CHINESE(one.hint)) == (begin[1] + chinese[0], chinese[1])


@pytest.mark.parametrize(("part", "name"), [("$defs", "staff"), ("properties", "waive")])
def test_what_every_source_has_is_not_defined_anew(tmp_path: Path, part: str, name: str) -> None:
    text = SECTIONS.replace(f'"{part}": {{\n', f'"{part}": {{\n    "{name}": {{}},\n')
    write_district(tmp_path, {FILE: text})
    workspace = Workspace.find(tmp_path)
    (source,) = workspace.sources()
    (one,) = compile_source(source, workspace.resources()).findings
    line = text.splitlines().index(f'    "{name}": {{}},') + 1
    assert (one.code, one.span.file, one.span.line) == ("DAT001", FILE, line)
    assert one.hint is not None
    assert [ENGLISH(one.message), ENGLISH(one.hint)] == [
        f"{FILE} cannot be used: every source has {part}/{name} already",
        f"give it another name, such as own_{name}, and use that wherever it is meant",
    ]
    assert [CHINESE(one.message), CHINESE(one.hint)] == [
        f"{FILE}无法使用：每份源文件已有 {part}/{name}",
        f"请另取名称，如 own_{name}，引用它的地方一并修改",
    ]


def _typed(entry: str, key: str, **words: Any) -> dict[str, Any]:
    sections: dict[str, Any] = json.loads(SECTIONS)
    sections["$defs"][entry]["properties"][key] = words
    return sections


@pytest.mark.parametrize(
    "words", [{"type": "number"}, {"$ref": "#/$defs/count"}, {"type": "array"}, {}], ids=str
)
def test_a_key_of_amounts_holds_an_amount(tmp_path: Path, words: dict[str, Any]) -> None:
    (told,) = _told(tmp_path, _typed("money_line", "amount", **words))
    english = "declared under amounts:, and is no amount here"
    chinese = "已在 amounts: 下声明，此处却不是金额"
    assert told == (
        f"{FILE} cannot be used: accounts.amount: amount is {english}",
        f"{FILE}无法使用：accounts.amount：amount {chinese}",
    )


@pytest.mark.parametrize("measure", ["hours", ["posts"]])
def test_a_measure_is_one_of_the_layout(tmp_path: Path, measure: object) -> None:
    sections = _typed("post", "posts", **{"type": "number", "x-measure": measure})
    english = f"x-measure: {measure}, and the layout no {measure} under measures:"
    chinese = f"x-measure: {measure}，而版式 measures: 下没有 {measure}"
    assert _told(tmp_path, sections) == [
        (
            f"{FILE} cannot be used: schools.staff.posts has {english}",
            f"{FILE}无法使用：schools.staff.posts 写有 {chinese}",
        )
    ]


LIST = "templates/district/accounts.csv"
DEEP = "".join(f"9{n},Deep,group,{f'9{n - 1}' if n else ''}\n" for n in range(21))


@pytest.mark.parametrize(
    ("rows", "line", "english", "chinese"),
    [
        (
            "5100,Wages,account,5\n",
            8,
            "5100 is given a second time; the first is on line 3",
            "5100 重复出现，首次在第 3 行",
        ),
        (
            "7,Works,group,8\n8,Roads,group,7\n",
            8,
            "the codes above 7 lead back to it",
            "7 的上级代码又回到 7 自身",
        ),
        ("7,Works,group,7\n", 8, "the codes above 7 lead back to it", "7 的上级代码又回到 7 自身"),
        (
            "7100,Works,account,7\n7,Roads,group,7\n",
            9,
            "the codes above 7 lead back to it",
            "7 的上级代码又回到 7 自身",
        ),
        (
            "\n , ,\n5300,Works, and more,account,5\n",
            10,
            "this line has 5 cells, and the first one names 4 columns",
            "本行有 5 格，而首行只有 4 个列名",
        ),
        (",Works,group,\n", 8, "this line has no code", "本行没有编码"),
        ("7\n", 8, "this line has a code alone", "本行只有编码"),
        (
            "7,Works,group,\n7100,Roads,account,70\n",
            9,
            "7100 is under 70, and there is no such code",
            "7100 的上级代码 70 不存在",
        ),
        (
            " 7,Works,group,\n",
            8,
            "there is a blank before or after the code “ 7”",
            "代码“ 7”前后有空格",
        ),
        (
            "7100,Roads,account,6 \n",
            8,
            "there is a blank before or after the code “6 ”",
            "代码“6 ”前后有空格",
        ),
        (
            "6300,Chairs,account,5\n",
            8,
            "6300 is under 5, and begins like 6 Things: write 6 as its parent",
            "6300 的上级写作 5，而其数字以 6 Things 开头：上级代码请写 6",
        ),
        (
            "6300,Chairs,group,6\n",
            8,
            (
                "6300 is of the level group, and 6 above it of group, as nowhere else in this "
                "list: correct the level of one of them, or the parent"
            ),
            (
                "6300 的级次是 group，其上级 6 的级次是 group，此表别处都不如此："
                "请改正其中一个的级次，或改正上级"
            ),
        ),
        (
            "6300,Chairs,acount,6\n",
            8,
            "no other code has the level acount of 6300; those like it have account",
            "只有 6300 的级次是 acount，同类代码的级次是 account",
        ),
        (DEEP, 28, "above 920 are 20 levels or more", "920 之上有 20 级或更多"),
    ],
    ids=[
        "twice",
        "circle",
        "itself",
        "above a circle",
        "too many cells",
        "no code",
        "code alone",
        "orphan",
        "blank",
        "blank parent",
        "digits",
        "same level",
        "level",
        "deep",
    ],
)
def test_a_list_of_codes_is_a_tree(
    tmp_path: Path, rows: str, line: int, english: str, chinese: str
) -> None:
    write_district(tmp_path, {LIST: ACCOUNTS + rows})
    workspace = Workspace.find(tmp_path)
    (source,) = workspace.sources()
    (told,) = compile_source(source, workspace.resources()).findings
    assert (told.code, told.span.file, told.span.line) == ("DAT001", LIST, line)
    assert ENGLISH(told.message) == f"{LIST} cannot be used: {english}"
    assert CHINESE(told.message) == f"{LIST}无法使用：{chinese}"


def test_a_list_of_codes_may_have_twenty_levels(tmp_path: Path) -> None:
    write_district(tmp_path, {LIST: ACCOUNTS + DEEP.removesuffix("920,Deep,group,919\n")})
    workspace = Workspace.find(tmp_path)
    (source,) = workspace.sources()
    assert compile_source(source, workspace.resources()).findings == ()


@pytest.mark.parametrize("word", ["anyOf", "allOf"])
@pytest.mark.parametrize(
    "first", [{"$ref": "#/$defs/x{}"}, {"$ref": "#x{}"}, {"$ref": "#/%24defs/x{}"}], ids=str
)
def test_references_that_would_be_millions_of_parts_are_refused(
    tmp_path: Path, word: str, first: dict[str, str]
) -> None:
    sections = json.loads(SECTIONS)
    sections["$defs"]["x0"] = {"type": "string", "$anchor": "x0"}
    for n in range(1, 25):
        twice = [{"$ref": first["$ref"].format(n - 1)}] * 2
        sections["$defs"][f"x{n}"] = {word: twice, "$anchor": f"x{n}"}
    sections["$defs"]["school"]["properties"]["head"] = {"$ref": "#/$defs/x24"}
    (told,) = _told(tmp_path, sections)
    reason = "with all that it refers to it has more than 100000 parts"
    assert told == (f"{FILE} cannot be used: {reason}", f"{FILE}无法使用：{reason}")


def test_references_that_go_too_deep_are_refused(tmp_path: Path) -> None:
    sections = json.loads(SECTIONS)
    chain = {f"x{n}": {"$ref": f"#/$defs/x{n + 1}"} for n in range(5000)}
    sections["$defs"] |= {**chain, "x5000": {"type": "string"}}
    (told,) = _told(tmp_path, sections)
    assert told[0] == f"{FILE} cannot be used: its references go too deep"


def test_a_part_of_a_schema_has_no_address_of_its_own(tmp_path: Path) -> None:
    """References in it would be to places of its own, which nobody counts."""
    (told,) = _told(tmp_path, _typed("school", "head", **{"$id": "x", "$ref": "#/$defs/name"}))
    assert told[0] == f"{FILE} cannot be used: only the whole of a schema may have $id"
