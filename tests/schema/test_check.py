"""What does not fit the schema: each mistake at its place, named, with the way out."""

from __future__ import annotations

import copy
import json
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from budgetc.diagnostics.messages import ENGLISH, Translator
from budgetc.source.nodes import SourceTree, plain
from budgetc.source.read import read_bytes
from tests.support import KORLA, SCHEMA, Found, compile_text, found, korla_with, marked


class Mistake(NamedTuple):
    """A change to the Korla budget, and what is said about it at the mark."""

    code: str
    old: str
    new: str
    message: str
    hint: str = ""


AMOUNT = "amount: 203.53"
NAME = "name: 库尔勒经济技术开发区市场监督管理局\n"
ITEM = "Basic expenditure › By function › 2013801 › Amount"
TRAINING = "Project expenditure › Projects › intellectual-property-training 知识产权培训费"
FIRST = "basic_expenditure.by_function.2013801"

MISTAKES = [
    Mistake("SCH001", AMOUNT, 'amount: ▶"203.53"', ITEM, "write 203.53, without quotes"),
    Mistake("SCH001", AMOUNT, "amount: ▶'1,203.53'", "1,203.53", "write 1203.53, without quotes"),
    Mistake("SCH001", AMOUNT, "amount: ▶1,203.53", "1,203.53", "write 1203.53"),
    Mistake("SCH001", AMOUNT, "amount: ▶1，203.53", "1，203.53", "write 1203.53"),
    Mistake("SCH001", AMOUNT, "amount: ▶203.53万元", "203.53万元", "the unit stands once"),
    Mistake("SCH001", AMOUNT, "amount: ▶２０３.５３", "２０３.５３", "write 203.53"),
    Mistake("SCH001", AMOUNT, "amount: ▶203。53", "203。53", "write 203.53"),
    Mistake("SCH001", AMOUNT, "amount: ▶.53", "“.53” is a text", "write"),
    Mistake("SCH001", AMOUNT, 'amount: ▶"203.53\\n"', r"“203.53\n” is a text", "write"),
    Mistake("SCH001", AMOUNT, "amount: ▶true", f"{ITEM} must be a number", "Example: 203.53"),
    Mistake("SCH001", AMOUNT, "▶amount: [203.53]", f"{ITEM} must be a number", "Example: 203.53"),
    Mistake("SCH001", AMOUNT, "▶amount: {x: 1}", f"{ITEM} must be a number", "Example: 203.53"),
    Mistake("SCH001", AMOUNT, "amount:▶", f"{ITEM} is empty", "fill it in"),
    *(
        Mistake("SCH004", NAME, f"name: ▶{blank}\n", "Name is empty", "")
        for blank in ('""', '" "', '"\u3000"', '"\u00a0"', "\u3000\u3000")
    ),
    Mistake("SCH001", "year: 2024\n", "year: ▶二〇二四\n", "Year must be a whole number", "digits"),
    Mistake("SCH001", "year: 2024\n", "year: ▶2024.5\n", "Year must be a whole number", "2024"),
    Mistake("SCH004", "year: 2024\nunit: 万元\n", "year: 2024\nunit: ▶万\n",
            "may not be 万", "did you mean 万元?"),
    Mistake("SCH001", "establishment: 14", "establishment: ▶14人", "14人", ""),
    Mistake("SCH001", "revenue:\n  - fund", "▶revenue:\n    fund", "Revenue must be a list", ""),
    Mistake("SCH001", "department:\n  name", "department: ▶某局\ndepartment2:\n  name",
            "Department must be written like {name: …}", "{name: 某局}"),
    Mistake("SCH001", "prior: 5.90\n", "prior: ▶'5.90'\n", "Operating cost › Last year",
            "write 5.90"),
    Mistake("SCH001", 'phone: "2119352"', "phone: ▶true",
            "Performance › Telephone must be a text or a whole number", "Telephone number"),
    Mistake("SCH002", "prior: 113.00", "▶pirior: 113.00", "pirior", "did you mean prior"),
    Mistake("SCH002", "also_named:", "▶also_name:", "also_name", "did you mean also_named"),
    Mistake("SCH002", "operating_cost:", "▶operating_costs:", "operating_costs",
            "did you mean operating_cost"),
    Mistake("SCH002", "allocation:\n        - {item: 知识产权培训费, amount: 2}",
            "▶amount: 20000.00", f"{TRAINING} has no amount of its own: it is the sum of "
            f"{TRAINING} › Allocation (allocation)",
            "write in its place: allocation: [{item: , amount: 20000.00}]"),
    Mistake("SCH002", "allocation:\n        - {item: 知识产权培训费, amount: 2}",
            "▶金额: 2\n      allocation:\n        - {item: 知识产权培训费, amount: 2}",
            f"{TRAINING} has no 金额 of its own", "delete it: it is added up"),
    Mistake("SCH002", "{item: 知识产权培训费, amount: 2}",
            "{item: 知识产权培训费, amount: 2, ▶prior: 2}", "prior",
            f"write it to {TRAINING}, of which this is a part: prior, prior_by_fund"),
    Mistake("SCH002", "{item: 知识产权培训费, amount: 2}",
            "{item: 知识产权培训费, amount: 1,278.50▶，fund: general.own}", "， is full-width",
            "write: - {item: 知识产权培训费, amount: 1278.50, fund: general.own}"),
    Mistake("SCH002", "unit: 天", "▶量词: 天", "量词", "一级指标"),
    Mistake("SCH002", "services: 37", "services: 37\n  ▶total: 40", "total", "goods"),
    Mistake("SCH002", "honorary_retired: {current: 0, prior: 0}",
            "honorary_retired: {current: 0, prior: 0, ▶pror: 0}", "pror", "prior"),
    Mistake("SCH003", "unit: 万元\n\n", "\n", "Unit of amounts (unit) is missing",
            "this file: 元, 万元"),
    Mistake("SCH003", f"      {AMOUNT}\n", "", f"{ITEM} (amount) is missing", "Example: 203.53"),
    Mistake("SCH003", "- code: 2013801\n      amount: 203.53", "- amount: 203.53",
            "Basic expenditure › By function › #1 › Code (code) is missing", "7 digits"),
    Mistake("SCH003", "  name: 库尔勒经济技术开发区市场监督管理局\n", "",
            "Department › Name (name) is missing", "seal"),
    Mistake("SCH003", "    establishment: 14\n", "",
            "Department › Staff › Approved posts (establishment) is missing",
            "approved"),
    Mistake("SCH004", "unit: 万元\n\n", "unit: ▶兆元\n\n", "Unit of amounts may not be 兆元", "元"),
    Mistake("SCH004", "fund: general.own", "fund: ▶general.onw", "Revenue › general.onw › Fund",
            "did you mean general.own"),
    Mistake("SCH004", "fund: general.own", "fund: ▶carry_over.general", "carry_over.general",
            "type it under carry_over instead"),
    Mistake("SCH004", "code: 2013801", "code: ▶201381", "201381", "7 digits"),
    Mistake("SCH004", "code: 2013801", "code: ▶20138010", "20138010", "7 digits"),
    Mistake("SCH004", "code: 2013801", "code: ▶201-381", "201-381", "7 digits"),
    Mistake("SCH004", "code: 30101,", "code: ▶3010,", "3010", "5 digits"),
    Mistake("SCH004", "year: 2024\n", "year: ▶24\n", "Year is 24; at least 2000", "four digits"),
    Mistake("SCH004", "year: 2024\n", "year: ▶20245\n", "Year is 20245; at most 2100", "four"),
    Mistake("JUR001", "jurisdiction: xinjiang", "jurisdiction: ▶新.疆", "新.疆", "xinjiang"),
    Mistake("JUR001", "jurisdiction: xinjiang", "jurisdiction: ▶../../etc", "../../etc", ""),
    Mistake("SCH004", "id: quality-infrastructure", "id: ▶Quality", "Quality", "small letters"),
    Mistake("SCH004", "issued: 2024-02-08", "issued: ▶2024/02/08", "2024/02/08",
            "write: issued: 2024-02-08"),
    Mistake("SCH004", "issued: 2024-02-08", "issued: ▶2024年2月8日", "2024年2月8日",
            "write: issued: 2024-02-08"),
    Mistake("SCH004", "issued: 2024-02-08", "issued: ▶2024-2-8", "2024-2-8",
            "write: issued: 2024-02-08"),
    Mistake("SCH004", "issued: 2024-02-08", 'issued: ▶"2024-02-08\\n"', "2024-02-08",
            "write: issued: 2024-02-08"),
    Mistake("JUR001", "jurisdiction: xinjiang", 'jurisdiction: ▶"xinjiang\\n"', "xinjiang", ""),
    Mistake("SCH004", "name: 知识产权培训费", 'name: ▶""',
            "Project expenditure › Projects › intellectual-property-training › Name is empty", ""),
    Mistake("SCH004", "  vehicles: 0\n", "  vehicles: ▶-1\n", "Assets › Vehicles is -1",
            "0 or more"),
    Mistake("SCH004", 'operator: "="', 'operator: ▶"=>"', "may not be =>", ">="),
    Mistake("SCH004", "allocation:\n        - {item: 知识产权培训费, amount: 2}", "▶allocation: []",
            f"{TRAINING} › Allocation is empty", "at least one part"),
    Mistake("SCH005", "basic_expenditure:\n", "▶basic_expenditure:\n  matrix: []\n",
            "Basic expenditure", "never both ways"),
]  # fmt: skip

PLACES_WITHOUT_MARK = {
    "Unit of amounts (unit) is missing": "▶jurisdiction: xinjiang",
    f"{ITEM} (amount) is missing": "- ▶code: 2013801",
    "Basic expenditure › By function › #1 › Code (code) is missing": "- ▶amount: 203.53",
    "Department › Name (name) is missing": "▶department:",
    "Department › Staff › Approved posts (establishment) is missing": "▶staff:",
}
"""A missing key has no place of its own: it is reported where its entry begins."""


def _broken(mistake: Mistake) -> tuple[str, Found]:
    text = korla_with(mistake.old, mistake.new)
    if mistake.message in PLACES_WITHOUT_MARK:
        passage = PLACES_WITHOUT_MARK[mistake.message]
        bare = passage.replace("▶", "")
        assert text.count(bare) == 1
        text = text.replace(bare, passage)
    clean, places = marked(text)
    assert len(places) == 1
    return clean, (*places[0], mistake.code)


EXTRA: dict[str, list[str]] = {"Department must be written like {name: …}": ["SCH002"]}
"""What else follows from a change, further down in the file."""


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: f"{m.code}-{m.new[:30]!r}")
def test_a_mistake_is_named_where_it_stands(mistake: Mistake) -> None:
    text, expected = _broken(mistake)
    findings = compile_text(text).findings
    first = findings[0]
    rest = [finding.code for finding in findings[1:]]
    assert (found(findings)[0], rest) == (expected, EXTRA.get(mistake.message, []))
    assert mistake.message in ENGLISH(first.message)
    assert mistake.hint in (ENGLISH(first.hint) if first.hint else "")


def test_a_unit_is_of_the_currency_that_documents_print() -> None:
    (wrong,) = compile_text(korla_with("unit: 万元\n\n", "unit: $\n\n")).findings
    assert wrong.hint is not None
    chinese = Translator("zh")
    assert [ENGLISH(wrong.message), ENGLISH(wrong.hint)] == [
        "Unit of amounts may not be $",
        "it may be 元, 万元, 千元, 亿元",
    ]
    assert [chinese(wrong.message), chinese(wrong.hint)] == [
        "计量单位不能填“$”",
        "可填：元、万元、千元、亿元",
    ]


def test_an_amount_of_the_whole_that_is_typed_of_a_part_goes_to_the_whole() -> None:
    part = "{item: 知识产权培训费, amount: 2"
    (wrong,) = compile_text(korla_with(part, f"{part}, prior: 2")).findings
    assert wrong.hint is not None
    assert Translator("zh")(wrong.hint) == (
        "请填在“项目支出 › 项目 › intellectual-property-training 知识产权培训费”下"
        "（此处只是其中一部分）：prior、prior_by_fund"
    )


def test_the_mistakes_are_many_and_of_every_kind() -> None:
    assert len(MISTAKES) > 40
    assert {mistake.code for mistake in MISTAKES} == {*(f"SCH00{n}" for n in range(1, 6)), "JUR001"}


def test_all_mistakes_are_found_in_one_run() -> None:
    text = korla_with(AMOUNT, "amount: ▶'203.53'")
    for old, new in (
        ("prior: 113.00", "▶pirior: 113.00"),
        ("issued: 2024-02-08", "issued: ▶2024/02/08"),
        ("year: 2024\n", "year: ▶24\n"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    clean, places = marked(text)
    codes = ["SCH004", "SCH001", "SCH002", "SCH004"]
    expected = [(*place, code) for place, code in zip(places, codes, strict=True)]
    assert found(compile_text(clean).findings) == expected


@pytest.mark.parametrize("source", ["只有一句话\n", "- a\n- b\n", "12\n"])
def test_a_source_that_is_no_mapping_is_named_by_its_file(source: str) -> None:
    findings = compile_text(source).findings
    assert found(findings) == [(1, 1, "SCH001")]
    message = ENGLISH(findings[0].message)
    assert message.startswith("budgets/bureau/2024.yaml must be a mapping of keys")


@pytest.mark.parametrize(
    ("old", "new", "english", "chinese"),
    [
        ("amount: 203.53", "amount:", "fill it in", "请填写"),
        ("prior: 113.00", "prior:", "fill it in, or delete the key", "请填写；不需要则删除该项"),
        (
            "issued: 2024-02-08",
            "issued:",
            "fill it in, or delete the key",
            "请填写；不需要则删除该项",
        ),
    ],
)
def test_a_key_that_has_to_stand_there_is_not_to_be_deleted(
    old: str, new: str, english: str, chinese: str
) -> None:
    (found,) = compile_text(korla_with(old, new)).findings
    assert found.hint is not None
    assert ENGLISH(found.hint) == english
    assert Translator("zh")(found.hint) == chinese


PEOPLE = "People of one kind, now and a year ago; the increase or decrease is derived."
COST = "Last year's amount of a thing whose amount this year is derived, and why it changed."
MERGED = "Bodies under it whose accounts are part of its own office's, by name."
CARRIED = "Money carried over from last year; an empty list [] says there is none."


@pytest.mark.parametrize(
    ("old", "new", "english", "chinese"),
    [
        (
            "in_service: {current: 17, prior: 10}",
            "in_service: 11",
            (
                "Department › Staff › In service must be written like {current: …, prior: …}",
                f"{PEOPLE} Here: {{current: 11, prior: }}",
            ),
            (
                "部门概况 › 人员 › 在职应写成 {current: …, prior: …} 这样",
                "一类人员的本年和上年人数，增减人数自动得出。此处写成：{current: 11, prior: }",
            ),
        ),
        (
            "carry_over: []",
            "carry_over: 3.00",
            (
                "Carried over must be written like [{item: …, fund: …, kind: …, amount: …}]",
                f"{CARRIED} Here: [{{item: , fund: , kind: , amount: 3.00}}]",
            ),
            (
                "上年结转结余应写成 [{item: …, fund: …, kind: …, amount: …}] 这样",
                (
                    "上年结转结余，逐项填写；没有则填 []。"
                    "此处写成：[{item: , fund: , kind: , amount: 3.00}]"
                ),
            ),
        ),
        (
            "subordinate_units: []",
            "subordinate_units: [清水县农技站]",
            (
                "Department › Subordinate units › #1 must be written like {name: …}",
                "A budget unit under the department. Here: {name: 清水县农技站}",
            ),
            (
                "部门概况 › 下属单位 › #1应写成 {name: …} 这样",
                "一个下属预算单位。此处写成：{name: 清水县农技站}",
            ),
        ),
        (
            "subordinate_units: []",
            "subordinate_units: [law-enforcement, station]",
            (
                "Department › Subordinate units › #1 must be written like {id: …}",
                "A budget unit under the department. Here: {id: law-enforcement}",
            ),
            (
                "部门概况 › 下属单位 › #1应写成 {id: …} 这样",
                "一个下属预算单位。此处写成：{id: law-enforcement}",
            ),
        ),
        (
            "subordinate_units: []",
            "subordinate_units: 暂无",
            (
                "Department › Subordinate units must be written like [{name: …}]",
                (
                    "The budget units under it; an empty list [] says there are none. "
                    "Here: [{name: }]"
                ),
            ),
            (
                "部门概况 › 下属单位应写成 [{name: …}] 这样",
                "下属预算单位；没有则填 []。此处写成：[{name: }]",
            ),
        ),
        (
            "subordinate_units: []",
            "subordinate_units: []\n  merged_units: 无",
            (
                "Department › Merged units must be written like […]",
                f"{MERGED} Here: []",
            ),
            (
                "部门概况 › 并入本级的单位应写成 […] 这样",
                "预算不单列、并入本级的单位名称。此处写成：[]",
            ),
        ),
        (
            KORLA[KORLA.index("operating_cost:") : KORLA.index("\nprocurement:")],
            "operating_cost: “见, 附件”\n",
            (
                "Operating cost must be written like {prior: …, reason: …}",
                f"{COST} Here: {{prior: , reason: }}",
            ),
            (
                "机关运行经费应写成 {prior: …, reason: …} 这样",
                "上年预算数和增减变化原因，本年预算数自动得出。此处写成：{prior: , reason: }",
            ),
        ),
    ],
)
def test_what_has_parts_is_shown_in_its_form(
    old: str, new: str, english: tuple[str, str], chinese: tuple[str, str]
) -> None:
    first = compile_text(korla_with(old, new)).findings[0]
    for language, expected in (("en", english), ("zh", chinese)):
        say = Translator(language)
        assert (say(first.message), say(first.hint) if first.hint else "") == expected


PROCURED = "  lines: [{item: 电脑, category: goods, economic: 31002, amount: 3}]\n"
MATRIX = "basic_expenditure:\n  matrix: []\n"


@pytest.mark.parametrize(
    ("old", "new", "english", "chinese"),
    [
        (
            "procurement:\n",
            f"procurement:\n{PROCURED}",
            (
                (
                    "SCH005 goods, services, reserved_small_and_medium, reserved_small_and_micro "
                    "cannot stand beside lines in Procurement"
                ),
                (
                    "delete goods, services, reserved_small_and_medium, reserved_small_and_micro: "
                    "they are added up from lines"
                ),
            ),
            (
                (
                    "SCH005 政府采购预算中，已填 lines 的，不能再填 goods、services、"
                    "reserved_small_and_medium、reserved_small_and_micro"
                ),
                (
                    "请删去 goods、services、reserved_small_and_medium、reserved_small_and_micro，"
                    "其金额由 lines 汇总得出"
                ),
            ),
        ),
        (
            "basic_expenditure:\n",
            MATRIX,
            (
                "SCH005 the parts of Basic expenditure cannot stand together",
                (
                    "Basic expenditure: either by_function and by_economic, or matrix, never both "
                    "ways."
                ),
            ),
            (
                "SCH005 基本支出所填各项不能并存",
                "基本支出：填 by_function 和 by_economic 两项，或只填 matrix，不可并用。",
            ),
        ),
        (
            KORLA[KORLA.index("  by_economic:") : KORLA.index("\nproject_expenditure:")],
            "",
            (
                (
                    "SCH003 a part of Basic expenditure is missing; one of these has to stand "
                    "there: by_function + by_economic, matrix"
                ),
                (
                    "Basic expenditure: either by_function and by_economic, or matrix, never both "
                    "ways."
                ),
            ),
            (
                "SCH003 基本支出未填全，须填下列之一：by_function + by_economic、matrix",
                "基本支出：填 by_function 和 by_economic 两项，或只填 matrix，不可并用。",
            ),
        ),
    ],
)
def test_what_cannot_stand_together_is_named_once(
    old: str, new: str, english: tuple[str, str], chinese: tuple[str, str]
) -> None:
    for language, expected in (("en", english), ("zh", chinese)):
        say = Translator(language)
        told = [
            (f"{one.code} {say(one.message)}", say(one.hint) if one.hint else "")
            for one in compile_text(korla_with(old, new)).findings
        ]
        assert told == [expected]


# The fast answer and the explained one


def _tree(text: str) -> SourceTree:
    tree, findings = read_bytes("a.yaml", text.encode())
    assert tree is not None, findings
    assert findings == ()
    return tree


def _agree(text: str) -> bool:
    """Return whether both say that a source fits; they may not differ."""
    tree = _tree(text)
    fast = bool(SCHEMA.fast.is_valid(plain(tree.root)))
    explained = [ENGLISH(f.message) for f in SCHEMA.check(tree)]
    assert fast == (explained == []), explained or "it is refused, and nothing is said"
    return fast


def test_both_accept_the_real_budget() -> None:
    assert _agree(KORLA)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: f"{m.code}-{m.new[:30]!r}")
def test_both_refuse_every_mistake(mistake: Mistake) -> None:
    assert not _agree(_broken(mistake)[0])


def _shortened(value: Any) -> Any:
    """Return a tree with two items of each list, which is quick to check many times."""
    if isinstance(value, dict):
        return {key: _shortened(child) for key, child in value.items()}
    return [_shortened(child) for child in value[:2]] if isinstance(value, list) else value


SHORT = _shortened(plain(_tree(KORLA).root))
Steps = tuple[str | int, ...]


def _paths(value: Any, path: Steps = ()) -> list[Steps]:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    deeper = (
        inner
        for key, child in items
        for inner in ([(*path, key)] + (_paths(child, (*path, key)) if _has_items(child) else []))
    )
    return list(deeper)


def _has_items(value: Any) -> bool:
    return isinstance(value, dict | list)


PATHS = _paths(SHORT)
DELETE = object()


def _written(value: Any) -> str:
    """Return a tree as YAML in the style of JSON."""
    if isinstance(value, dict):
        items = (f"{json.dumps(key)}: {_written(child)}" for key, child in value.items())
        return f"{{{', '.join(items)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    return str(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)


VALUES = st.sampled_from(
    [
        DELETE, None, True, False, 0, -1, 1, 24, 2024, 302, 30101, 2013801, 10**20,
        Decimal("0.0"), Decimal("2013801.0"), Decimal("1.5"), Decimal("-0.01"),
        "", "x", "万元", "general.own", "xinjiang", "2024-02-08", "2024-02-08\n", "x\n", "2013801",
        "201-38-01", "201-38-01\n", "３０１０１", "30101", ">=", [], [1], [{}], {}, {"x": 1},
    ]
)  # fmt: skip


def _mutated(path: Steps, value: object) -> Any:
    tree = copy.deepcopy(SHORT)
    parent = tree
    for step in path[:-1]:
        parent = parent[step]
    if value is DELETE:
        del parent[path[-1]]
    else:
        parent[path[-1]] = value
    return tree


@given(st.sampled_from(PATHS), VALUES)
@example(("issued",), "2024-02-08\n")
@example(("basic_expenditure", "by_function", 0, "code"), Decimal("2013801.0"))
@example(("basic_expenditure", "by_function", 0, "code"), "２０１３８０１")
@example(("project_expenditure", "projects", 0, "economic"), 10**20)
def test_both_agree_on_any_change(path: Steps, value: object) -> None:
    _agree(_written(_mutated(path, value)))


@given(st.sampled_from(PATHS), st.sampled_from(["x", "amount", "prior", "name", "", "30101"]))
def test_both_agree_on_any_further_key(path: Steps, key: str) -> None:
    tree = copy.deepcopy(SHORT)
    place = tree
    for step in path:
        place = place[step]
    if isinstance(place, dict):
        place[key] = 1
    _agree(_written(tree))


def test_both_refuse_a_code_with_a_line_end_as_a_key() -> None:
    tree = copy.deepcopy(SHORT)
    line = {"code": 2013801, "economic": {"30101": 1}}
    tree["basic_expenditure"] = {"matrix": [line]}
    assert _agree(_written(tree))
    line["economic"] = {"30101\n": 1}
    assert not _agree(_written(tree))


def test_the_changes_reach_deep() -> None:
    assert len(PATHS) > 150
    assert max(map(len, PATHS)) >= 7
    assert _agree(_written(SHORT))


def _hints_at_fund(text: str) -> tuple[str, ...]:
    (found,) = compile_text(korla_with("fund: general.own", f"fund: {text}")).findings
    assert found.code == "SCH004"
    assert found.hint is not None
    return tuple(found.hint.in_words(Translator(language)) for language in ("en", "zh"))


def test_a_fund_is_known_by_a_part_of_its_name() -> None:
    assert _hints_at_fund("经营收入") == (
        "it may be 国有资本经营收入 (state_capital.own), 事业单位经营收入 (unit_funds.operation)",
        "可填：国有资本经营收入 (state_capital.own)、事业单位经营收入 (unit_funds.operation)",
    )
    assert _hints_at_fund("本年度事业收入")[0] == "it may be 事业收入 (unit_funds.business)"


def test_a_fund_is_known_by_a_wider_name_behind_another_word() -> None:
    line = "code: 2013801\n      amount: 203.53"
    (found,) = compile_text(korla_with(line, f"{line}\n      fund: 使用非财政拨款结余")).findings
    assert found.hint is not None
    assert ENGLISH(found.hint) == (
        "it may be 财政专户核拨结余 (carry_over.special_account), "
        "单位资金结余 (carry_over.unit_funds)"
    )


def test_a_character_that_turns_a_name_round_names_another_fund() -> None:
    assert "其他收入 (unit_funds.other)" in _hints_at_fund("非财政拨款")[0]
