"""A local rule stands in every report as those that ship, and its examples are tried."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from budgetc.cli.app import COMPLETE, make_group
from budgetc.diagnostics.messages import Translator
from budgetc.lsp.session import Session
from tests.cli.run import call
from tests.local.test_judged import RULE
from tests.local.test_kept import workspace
from tests.support import with_change

__all__ = ["workspace"]

EXAMPLES = """\
examples:
  fails:
    budget: budgets/bureau/2024.yaml
  passes:
    budget: budgets/bureau/2024.yaml
    set:
      project_expenditure.projects.training.allocation.场地.amount: 0.50
      project_expenditure.projects.training.allocation.师资.amount: 0.30
      basic_expenditure.by_function.2013801.amount: 10.20
      basic_expenditure.by_economic.30101.amount: 10.20
"""


def _rule(workspace: Path, text: str = RULE + EXAMPLES) -> None:
    (workspace / "rules").mkdir(exist_ok=True)
    (workspace / "rules/LOC001.yaml").write_text(text, encoding="utf-8")


def test_it_stands_in_every_form_of_a_report(workspace: Path) -> None:
    _rule(workspace)
    (found,) = json.loads(call("check", "--format", "json").out)
    assert (found["code"], found["line"], found["hint"]) == ("LOC001", 22, "压减 0.8 万元")
    (run,) = json.loads(call("check", "--format", "sarif").out)["runs"]
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"] == "场地费偏高"
    assert "某市财预〔2023〕12号第三条; since 2024" in rule["help"]["text"]
    assert [one["ruleId"] for one in run["results"]] == ["LOC001"]
    assert (
        '<failure type="warning" message="venue 2 万元 of 1.2 万元">'
        in call("check", "--format", "junit").out
    )
    assert "venue 2 万元 of 1.2 万元" in call("check", "--format", "html").out
    said = call("check", "--coverage", language="zh").out
    assert "未通过 1 条" in said
    assert "LOC001  未通过（检查：场地费偏高）" in said


def test_a_baseline_knows_it_and_counts_it(workspace: Path) -> None:
    _rule(workspace, f"{RULE}severity: error\n")
    assert call("check").code == 1
    assert call("check", "--write-baseline").code == 0
    ran = call("check")
    assert ran.code == 0
    assert "known from budgets/baseline.json: 1" in ran.out
    _rule(workspace, f"{RULE}severity: error\n".replace("10%", "5%"))
    assert "larger than budgets/baseline.json knows them" in call("check").out


def test_it_is_listed_and_has_a_page(workspace: Path) -> None:
    _rule(workspace)
    assert "LOC001  warning  rule  场地费偏高" in call("rules").out
    page = call("rules", "loc001", language="zh").out
    for words in ("venue <= limit", "某市财预〔2023〕12号第三条，2024 起施行", "本地规则"):
        assert words in page
    (data,) = json.loads(call("rules", "LOC", "--format", "json").out)
    assert (data["code"], data["severity"], data["rule"]) == ("LOC001", "warning", True)
    assert call("rules", "LOC002").code == 2


def test_its_code_is_offered(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _rule(workspace)
    monkeypatch.setenv(COMPLETE, "bash_complete")
    group = make_group(Translator("en"))
    offered = ShellComplete(group, {}, "budgetc", "_").get_completions(["rules"], "loc")
    assert [one.value for one in offered] == ["LOC001"]


def test_an_editor_shows_it_and_looks_again_when_it_is_saved(workspace: Path) -> None:
    session, path = Session(), workspace / "budgets/bureau/2024.yaml"
    session.type(path, path.read_text(encoding="utf-8"))
    for text, codes in ((RULE, ["LOC001"]), (with_change(RULE, "10%", "20%"), [])):
        _rule(workspace, text)
        session.save([workspace / "rules/LOC001.yaml"])
        view = session.look(path)
        assert view is not None
        assert [one.code for one in view.compilation.findings] == codes


def test_its_examples_are_tried(workspace: Path) -> None:
    _rule(workspace)
    before = (workspace / "budgets/bureau/2024.yaml").read_bytes()
    ran = call("rules", "test")
    assert ran.out.splitlines() == [
        "LOC001  fails  as it says: budgets/bureau/2024.yaml:22:30: venue 2 万元 of 1.2 万元",
        "LOC001  passes  as it says: passed",
        "rules tried: 1; as their examples say: 1",
    ]
    assert ran.code == 0
    assert (workspace / "budgets/bureau/2024.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("    set:\n", "    sets:\n", "rules/LOC001.yaml"),
        ("amount: 0.50", "amount: 5.50", "passes  NOT as it says: budgets/bureau/2024.yaml"),
        ("场地.amount", "场坝.amount", "rules/LOC001.yaml:20:7: the source has no value"),
        (".场地.amount", "", "is no single value"),
        ("  fails:\n    budget: budgets/bureau/2024.yaml\n", "", "fails  NOT as it says: there is"),
        ("  fails:\n    budget: budgets/bureau/2024", "  fails:\n    budget: budgets/bureau/2023",
         "rules/LOC001.yaml:16:13: there is no file budgets/bureau/2023.yaml"),
        ("  fails:\n    budget: budgets/bureau/2024.yaml", "  fails:\n    budget: ../../etc/passwd",
         "rules/LOC001.yaml:16:13: there is no file"),
    ],
)  # fmt: skip
def test_an_example_that_is_not_as_it_says_is_told(
    workspace: Path, old: str, new: str, told: str
) -> None:
    _rule(workspace, with_change(RULE + EXAMPLES, old, new))
    ran = call("rules", "test", "LOC001")
    assert ran.code == 1
    assert told in ran.out + ran.err


def test_a_value_is_put_in_quotes_where_it_is_no_number(workspace: Path) -> None:
    rule = """\
code: LOC001
title: {zh: 用语含糊}
since: 2024
source: {zh: 某市财预〔2024〕1号}
message:
  zh: “{found}”没有说清楚
do: {zh: 逐项写明}
texts: {under: goal, forbids: 等等}
examples:
  fails:
    budget: budgets/bureau/2024.yaml
    set: {project_expenditure.projects.training.targets.goal: '"a": {办好培训等等}'}
  passes: {budget: budgets/bureau/2024.yaml}
"""
    _rule(workspace, rule)
    assert call("rules", "test").code == 0


def test_the_schema_of_rules_is_printed_for_editors() -> None:
    printed = json.loads(call("schema", "--rules").out)
    assert printed["properties"]["code"]["$ref"] == "#/$defs/code"
    assert "编号" in printed["properties"]
