"""A local rule is judged, waived, counted and kept as those that ship."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from budgetc.diagnostics import Severity
from budgetc.diagnostics.messages import ENGLISH, Translator
from budgetc.files.workspace import Workspace
from budgetc.pipeline import Compilation, compile_source
from budgetc.rules import Outcome, RuleResult
from tests.cli.run import run
from tests.jurisdiction.district import write_district
from tests.support import MINIMAL, RESOURCES, TODAY, compile_text, with_change

HEAD = """\
code: LOC001
title: {zh: 场地费偏高}
since: 2024
source: {zh: 某市财预〔2023〕12号第三条}
"""
RULE = f"""\
{HEAD}message:
  en: "venue {{venue}} of {{limit}}"
  zh: "场地费 {{venue}}，限 {{limit}}，多 {{difference}}"
do: {{zh: "压减 {{difference}}"}}
amounts:
  venue: {{margin: function, project: training}}
  whole: {{figure: T1!total.total}}
  limit: {{formula: whole * 10%}}
holds: venue <= limit
"""
ZH = Translator("zh")


def _compiled(rule: str, source: str = MINIMAL) -> Compilation:
    return compile_text(source, beside={"../../rules/LOC001.yaml": rule})


def _result(rule: str, source: str = MINIMAL) -> RuleResult:
    return next(one for one in _compiled(rule, source).results if one.rule == "LOC001")


def test_all_money_of_a_message_is_in_one_unit() -> None:
    """800000 元 stay, and so do the others, which would be 万元 alone."""
    source = re.sub(
        r"amount: ([0-9.]+)",
        lambda match: f"amount: {int(float(match[1]) * 1_000_000)}",
        with_change(MINIMAL, "unit: 万元", "unit: 元"),
    )
    (found,) = _result(RULE, source).findings
    assert ENGLISH(found.message) == "venue 2000000 元 of 1200000 元"
    assert ZH(found.message) == "场地费 2000000元，限 1200000元，多 800000元"


def test_it_finds_on_the_typed_line_with_its_values() -> None:
    found, *more = _result(RULE).findings
    assert not more
    assert (found.code, found.severity) == ("LOC001", Severity.WARNING)
    assert (found.span.file, found.span.line, found.span.column) == (
        "budgets/bureau/2024.yaml", 22, 30)  # fmt: skip
    assert ENGLISH(found.message) == "venue 2 万元 of 1.2 万元"
    assert ZH(found.message) == "场地费 2万元，限 1.2万元，多 0.8万元"
    assert found.hint is not None
    assert ZH(found.hint) == "压减 0.8万元"
    assert [one.span.line for one in found.related] == [23, 10, 11]
    assert [ENGLISH(one.message) for one in found.related] == [
        "Project expenditure › Projects › training 培训费 › Allocation › 师资 › Amount: 0.5 万元",
        "Basic expenditure › By function › 2013801 行政运行 › Amount: 9 万元",
        "Basic expenditure › By function › 2210201 住房公积金 › Amount: 1 万元",
    ]


def test_it_says_of_each_amount_what_it_is_and_what_it_counts(tmp_path: Path) -> None:
    rule = """\
code: LOC001
title: {en: Too many posts}
since: 2024
source: {en: Policy 3}
message: {en: "{people} posts for {money}"}
do: {en: Hire nobody}
amounts:
  people: {figure: posts}
  money: {figure: money}
holds: people <= 3 and money >= 0 $
"""
    write_district(tmp_path, {"rules/LOC001.yaml": rule})
    lines = run("--lang", "en", "check", "--all", cwd=tmp_path).out.splitlines()
    (at,) = (number for number, line in enumerate(lines) if "[LOC001]" in line)
    related = [line.partition("= budgets/hill/2024.yaml:")[2] for line in lines[at:]]
    assert [line for line in related if line][:2] == [
        "15:46: Schools › north North School › staff › Caretaker › posts: 0.75 posts",
        "11:61: Schools › north North School › money › 5100 Salaries › amount: $1,000",
    ]


MEASURED = """\
code: LOC001
title: {en: Dear posts}
since: 2024
source: {en: Policy 3}
message: {en: "{posts} posts, {each} each"}
do: {en: Hire nobody}
amounts:
  posts: {margin: staff, of: posts}
  money: {margin: money}
  each: {formula: money / posts}
holds: posts <= 3 and abs(each - 300 $) <= 0.5 $
"""


def _first(tmp_path: Path, rule: str) -> str:
    """Return what is told first of a rule of the district."""
    write_district(tmp_path, {"rules/LOC001.yaml": rule})
    out = run("--lang", "en", "check", "--all", cwd=tmp_path).out
    told = (part for part in out.split("\n\n") if "[LOC001]" in part or "[RUL001]" in part)
    return next(told, "")


def test_what_is_counted_in_a_measure_is_a_number(tmp_path: Path) -> None:
    told = _first(tmp_path, MEASURED)
    assert "[LOC001]: 3.25 posts, $378.46 each" in told
    assert "staff › Caretaker › posts: 0.75 posts" in told


def test_what_is_counted_is_not_compared_with_money(tmp_path: Path) -> None:
    told = _first(tmp_path, with_change(MEASURED, "posts <= 3 ", "posts <= 3 $ "))
    assert "“posts <= 3 $”: <= cannot be of a number and an amount of money" in told
    told = _first(tmp_path, with_change(MEASURED, "posts <= 3 ", "posts <= money "))
    assert "“posts <= money”: <= cannot be of a number and an amount of money" in told
    hint = (
        "money is added to money, and compared with it; what is counted is a number: "
        "money / number is money, money / money is a number"
    )
    assert hint in " ".join(told.split())


def test_it_passes_where_it_holds() -> None:
    result = _result(with_change(RULE, "10%", "20%"))
    assert (result.outcome, result.findings) == (Outcome.PASSED, ())


@pytest.mark.parametrize("severity", ["error", "note"])
def test_its_severity_is_what_its_file_says(severity: str) -> None:
    compiled = _compiled(f"{RULE}severity: {severity}\n")
    (found,) = (one for one in compiled.findings if one.code == "LOC001")
    assert found.severity.label == severity
    assert compiled.failed is (severity == "error")


@pytest.mark.parametrize(
    ("old", "new", "outcome", "reason"),
    [
        ("since: 2024", "since: 2025", Outcome.NOT_APPLICABLE, "it holds since 2025"),
        ("since: 2024", "since: 2024-01-02", Outcome.NOT_APPLICABLE, "it holds since 2024-01-02"),
        ("since: 2024", "since: 2024-01-01", Outcome.FAILED, ""),
        ("since: 2024", "since: 2024\njurisdiction: boston", Outcome.NOT_APPLICABLE,
         "it is for other jurisdictions"),
        ("since: 2024", "since: 2024\njurisdiction: [boston, tiny]", Outcome.FAILED, ""),
        ("T1!total.total", "T1!2010101.total", Outcome.NOT_APPLICABLE,
         "the document does not print T1!2010101.total"),
        ("T1!total.total", "表1!合计.合计", Outcome.FAILED, ""),
        ("margin: function, project", "of: prior, margin: function, project",
         Outcome.NOT_EVALUATED, "an amount that it adds is not told by the source"),
        ("margin: function, project", "of: prior, margin: economic, project",
         Outcome.NOT_EVALUATED, "nothing tells the amounts of prior"),
    ],
)  # fmt: skip
def test_what_becomes_of_it(old: str, new: str, outcome: Outcome, reason: str) -> None:
    result = _result(with_change(RULE, old, new))
    assert (result.outcome, [*map(ENGLISH, result.reasons)]) == (outcome, [reason] * bool(reason))


def test_each_amount_is_judged_by_itself() -> None:
    rule = f"""\
{HEAD}message: {{zh: "{{name}}：{{amount}}，多 {{difference}}"}}
do: {{zh: 压减}}
each: {{margin: economic, kind: basic}}
holds: amount <= 5 万元
"""
    (found,) = _result(rule).findings
    assert (found.span.line, ZH(found.message)) == (13, "30101 基本工资：9万元，多 4万元")


@pytest.mark.parametrize(
    ("what", "texts"),
    [("forbids: '好.*'", ["“办好培训。”"]), ("needs: '[0-9]'", ["“办好培训。”"]),
     ("forbids: '[0-9]'", []), ("under: reason, forbids: 培训", [])],
)  # fmt: skip
def test_texts_are_judged(what: str, texts: list[str]) -> None:
    rule = f"""{HEAD}message: {{zh: "“{{found}}”"}}\ndo: {{zh: 改写}}\ntexts: {{{what}}}\n"""
    assert [ZH(one.message) for one in _result(rule).findings] == texts


@pytest.mark.parametrize(
    ("what", "places"),
    [("forbids: '收入', printed: true", [(7, 33)]), ("forbids: '绩效', printed: true", [])],
)  # fmt: skip
def test_what_is_printed_is_judged_on_the_line_that_was_typed(
    what: str, places: list[tuple[int, int]]
) -> None:
    rule = f"""{HEAD}message:\n  zh: "“{{found}}”"\ndo: {{zh: 改写}}\ntexts: {{{what}}}\n"""
    found = _result(rule).findings
    assert [(one.span.line, one.span.column) for one in found] == places


def test_it_is_waived_as_others_are() -> None:
    waiver = "waive:\n  - {rule: LOC001, reason: 已报, until: 2030-12-31}\n"
    compiled = _compiled(RULE, MINIMAL + waiver)
    (found,) = (one for one in compiled.findings if one.code == "LOC001")
    assert found.waived is not None
    outcomes = {one.rule: one.outcome for one in compiled.results}
    assert (outcomes["LOC001"], outcomes["SRC003"]) == (Outcome.WAIVED, Outcome.PASSED)
    unknown = compile_text(MINIMAL + waiver)
    assert [one.code for one in unknown.findings] == ["SRC003"]


@pytest.mark.parametrize(
    ("old", "new", "column", "said"),
    [
        ("T1!total.total", "T1!total.totol", "whole: {figure:",
         ("the document has no figure T1!total.totol; did you mean T1!total.total? "
         "(budgetc trace budgets/bureau/2024.yaml --list names all)")),
        ("T1!total.total", "T1!2010101.totol", "whole: {figure:",
         ("the document has no figure T1!2010101.totol; did you mean T1!2210201.total, "
         "T1!2013801.total, T1!2013805.total? "
         "(budgetc trace budgets/bureau/2024.yaml --list names all)")),
        ("project: training", "project: training, group: 公用", "group:",
         "there is no group 公用; did you mean 公用经费?"),
    ],
)  # fmt: skip
def test_a_name_that_is_mistyped_in_its_file_is_an_error(
    old: str, new: str, column: str, said: str
) -> None:
    rule = with_change(RULE, old, new)
    (found,) = (one for one in _compiled(rule).findings if one.code == "RUL001")
    assert (found.severity, found.span.file) == (Severity.ERROR, "rules/LOC001.yaml")
    line = rule.splitlines()[found.span.line - 1]
    assert line[: found.span.column - 1].rstrip().endswith(column)
    assert found.hint is not None
    assert f"{ENGLISH(found.message)}; {ENGLISH(found.hint)}" == said


def test_a_rule_about_a_project_is_for_those_who_have_it() -> None:
    result = _result(with_change(RULE, "project: training", "project: drainage"))
    assert result.outcome is Outcome.NOT_APPLICABLE
    assert [*map(ENGLISH, result.reasons)] == ["the source has no project drainage"]
    assert [*map(ZH, result.reasons)] == ["源文件中没有项目 drainage"]


def test_a_file_whose_name_is_no_code_is_to_be_renamed(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules/接待费.yaml").write_text(RULE, encoding="utf-8")
    path = tmp_path / "budgets/bureau/2024.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(MINIMAL, encoding="utf-8")
    found = compile_source(Workspace.on_disk(tmp_path).source(path), RESOURCES, TODAY).findings
    (wrong,) = (one for one in found if one.code == "RUL001")
    assert wrong.hint is not None
    assert ENGLISH(wrong.message) == "the file is called 接待费, and its code is LOC001"
    assert ENGLISH(wrong.hint) == "call the file LOC001.yaml"
    assert ZH(wrong.hint) == "请将文件改名为 LOC001.yaml"


def test_no_waiver_holds_for_a_rule_that_is_wrong() -> None:
    waiver = "waive:\n  - {rule: RUL001, reason: 已报, until: 2030-12-31}\n"
    wrong = with_change(RULE, "T1!total.total", "T1!t0tal.total")
    found = [(one.code, one.waived) for one in _compiled(wrong, MINIMAL + waiver).findings]
    assert found == [("SRC003", None), ("RUL001", None)]


def _of_folder(root: Path) -> tuple[str, ...]:
    """Return what is found in a workspace on a disk."""
    path = root / "budgets/bureau/2024.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(MINIMAL, encoding="utf-8")
    compiled = compile_source(Workspace.on_disk(root).source(path), RESOURCES, TODAY)
    return tuple(
        f"{one.code} {one.span.file}:{one.span.line} {ENGLISH(one.message)}"
        for one in compiled.findings
    )


def test_two_files_of_one_code_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    folder.mkdir()
    for name in ("LOC001.yaml", "LOC001.yml"):
        (folder / name).write_text(RULE, encoding="utf-8")
    (folder / "notes.txt").write_text("nothing", encoding="utf-8")
    assert "RUL001 rules/LOC001.yml:1 rules/LOC001.yaml is the rule LOC001 already" in (
        _of_folder(tmp_path)
    )


@pytest.mark.parametrize("kind", ["a link", "a pipe", "a folder", "a folder that is a link"])
def test_what_is_no_file_is_refused_and_never_passed_over(tmp_path: Path, kind: str) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "LOC001.yaml").write_text(RULE, encoding="utf-8")
    path = tmp_path / "rules" / "LOC001.yaml"
    if kind == "a folder that is a link":
        path.parent.symlink_to(other)
    else:
        path.parent.mkdir()
    if kind == "a link":
        path.symlink_to(other / "LOC001.yaml")
    elif kind == "a pipe":
        os.mkfifo(path)
    elif kind == "a folder":
        path.mkdir()
    (told,) = _of_folder(tmp_path)
    assert told.startswith("SYN012 rules")


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\xff", b"[" * 5000, b"a: &a [*a]\n", b"code: 1e999999999\n", b"- code: LOC001\n",
        HEAD.encode() + b"holds: 1e999999999\n", b"{}", b"code: [LOC001]\nholds: {a: b}\n",
        RULE.replace("holds: venue", "holds: 1" + "0" * 900 + " * venue").encode(),
        RULE.replace("venue <= limit", "'" + "(" * 990 + "'").encode(),
        RULE.replace("{difference}", "{difference:>99999999999}").encode(),
        RULE.replace("{difference}", "{0.__class__}").encode(),
        RULE.replace("whole * 10%", "limit * 10%").encode(),
    ],
    ids=range(14),
)  # fmt: skip
def test_a_hostile_file_is_told_of(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "LOC001.yaml").write_bytes(content)
    told = _of_folder(tmp_path)
    assert told
    assert all("rules/LOC001.yaml" in one for one in told)


def test_a_pattern_that_python_would_never_end_with_takes_no_time() -> None:
    text = with_change(MINIMAL, "办好培训。", "a" * 3000)
    slow = "a?" * 80 + "a" * 80 + "b"
    rule = (
        f"""{HEAD}message: {{zh: "{{found}}"}}\ndo: {{zh: 改写}}\ntexts: {{forbids: "{slow}"}}\n"""
    )
    assert _result(rule, text).outcome is not Outcome.NOT_APPLICABLE


def test_a_record_mentions_the_rules_that_come() -> None:
    record = _compiled(RULE).inputs.record
    assert record.mentions(["rules/LOC001.yaml"])
    assert record.mentions(["rules/LOC002.yaml"])
    assert not record.mentions(["notes/LOC002.yaml"])


MARGIN = with_change(MEASURED, "margin: money", "margin: mony")


def test_a_margin_that_there_is_not_is_told(tmp_path: Path) -> None:
    # As a lower limit it would never hold, and as an upper one always.
    told = _first(tmp_path, MARGIN)
    assert "rules/LOC001.yaml:9:19: error[RUL001]: there is no margin mony" in told
    assert "hint: did you mean money?" in told


def test_a_margin_of_a_department_is_not_of_sections_of_ones_own(tmp_path: Path) -> None:
    rule = with_change(MEASURED, "margin: money", "margin: economic")
    write_district(tmp_path, {"rules/LOC001.yaml": rule})
    out = run("--lang", "en", "check", "--all", "--coverage", cwd=tmp_path).out
    assert "[LOC001]" not in out
    assert "[RUL001]" not in out
    assert "the source has no such amounts" in out


def test_a_jurisdiction_that_there_is_not_is_told(tmp_path: Path) -> None:
    told = _first(tmp_path, MEASURED + "jurisdiction: [xinjiang, districk]\n")
    assert "rules/LOC001.yaml:12:26: error[RUL001]: there is no jurisdiction districk" in told
    assert "hint: did you mean district?" in told


@pytest.mark.parametrize("whose", ["", "jurisdiction: tiny\n"])
def test_a_key_of_texts_that_there_is_not_is_told(whose: str) -> None:
    rule = f"{HEAD}{whose}message: {{zh: 文字}}\ndo: {{zh: 改}}\n"
    rule += "texts: {under: [goal, reasn], forbids: 培训}\n"
    (found,) = _result(rule).findings
    assert (found.code, found.severity) == ("RUL001", Severity.ERROR)
    assert found.hint is not None
    assert (ENGLISH(found.message), ENGLISH(found.hint)) == (
        "a source has no reasn",
        "did you mean reason?",
    )
    assert (ZH(found.message), ZH(found.hint)) == ("源文件没有reasn这一项", "是否应为reason？")


def test_a_unit_of_another_department_is_not_judged() -> None:
    rule = with_change(RULE, "project: training", "entity: center")
    result = _result(rule)
    assert result.outcome is Outcome.NOT_APPLICABLE
    assert [ENGLISH(one) for one in result.reasons] == ["the source has no unit center"]
    assert [ZH(one) for one in result.reasons] == ["源文件中没有单位 center"]


_OF_DISTRICT = "code: LOC001\ntitle: {en: A}\nsince: 2024\nsource: {en: A}\ndo: {en: A}\n"


def _found(folder: Path, rule: str) -> list[tuple[int, str]]:
    write_district(folder, {"rules/LOC001.yaml": _OF_DISTRICT + rule})
    workspace = Workspace.find(folder)
    (source,) = workspace.sources()
    results = compile_source(source, workspace.resources()).results
    result = next(one for one in results if one.rule == "LOC001")
    return [(one.span.line, ENGLISH(one.message)) for one in result.findings]


@pytest.mark.parametrize(
    ("each", "found"),
    [
        ("{margin: money}", [(11, "Schools › north North School › money › 5100 Salaries: $1,000")]),
        ("{margin: money, of: prior}",
         [(11, "Schools › north North School › money › 5100 Salaries: $950.50")]),
        ("{margin: accounts, where: {account: 5}}", [(22, "Accounts › 5100 Salaries: $1,000")]),
    ],
)  # fmt: skip
def test_amounts_of_declared_sections_are_judged_one_by_one(
    tmp_path: Path, each: str, found: list[tuple[int, str]]
) -> None:
    rule = f'message: {{en: "{{name}}: {{amount}}"}}\neach: {each}\nholds: amount <= 900 $\n'
    assert _found(tmp_path, rule) == found


@pytest.mark.parametrize(
    ("under", "found"), [("head", [(9, "A. Reed")]), ("title", [(14, "Teacher")])]
)
def test_short_texts_are_judged_under_the_keys_that_are_named(
    tmp_path: Path, under: str, found: list[tuple[int, str]]
) -> None:
    """No list says which keys of a declared section hold sentences: the rule does."""
    rule = f'message: {{en: "{{found}}"}}\ntexts: {{under: {under}, forbids: Reed|Teach}}\n'
    assert _found(tmp_path, rule) == found


def test_names_are_judged_where_a_rule_names_their_key() -> None:
    rule = f"{HEAD}message: {{zh: 名称}}\ndo: {{zh: 改}}\ntexts: {{under: name, forbids: 局}}\n"
    assert [one.span.line for one in _result(rule).findings] == [5]
