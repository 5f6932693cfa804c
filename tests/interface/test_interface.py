"""Programs find in the interface what the command line tells, and the page's examples are true."""

from __future__ import annotations

import ast
import doctest
import json
import re
import shutil
from decimal import Decimal
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

import budgetc
from budgetc import interface
from tests.budget import small
from tests.cli.run import call
from tests.jurisdiction.tutorial import apply, snippets
from tests.support import KORLA, ROOT, with_change

PAGE = ROOT / "docs/guide/programs.md"
NAME = "budgets/korla-etdz-market-supervision/2024.yaml"


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # as it is called there
        """Say nothing."""


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the budgets of this repository, and stand in it."""
    shutil.copytree(ROOT / "budgets", tmp_path / "budgets")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_examples_of_the_page_are_true(workspace: Path) -> None:
    assert workspace
    failed, tried = doctest.testfile(
        str(PAGE), module_relative=False, encoding="utf-8", optionflags=doctest.ELLIPSIS
    )
    assert (failed, tried > 10) == (0, True)


def test_the_chinese_page_has_the_same_code() -> None:
    def code(page: Path) -> list[str]:
        return re.findall(r"```(?:python|sh)\n.*?```", page.read_text("utf-8"), re.DOTALL)

    assert code(PAGE) == code(PAGE.with_name("programs.zh-CN.md"))


def test_the_service_of_the_page_answers(workspace: Path) -> None:
    assert workspace
    (code,) = re.findall(r"```python\n(import json.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert len(code.splitlines()) <= 32
    names: dict[str, Any] = {"__name__": "service"}
    exec(compile(ast.parse(code), str(PAGE), "exec"), names)  # noqa: S102  # of this repository
    server = make_server("127.0.0.1", 0, names["service"], handler_class=_Silent)
    Thread(target=server.serve_forever, daemon=True).start()

    def answer(path: str) -> tuple[int, bytes]:
        asked = HTTPConnection("127.0.0.1", server.server_port)
        asked.request("GET", path)
        got = asked.getresponse()
        return got.status, got.read()

    assert json.loads(answer("/")[1]) == list(budgetc.open_workspace().sources)
    status, content = answer(f"/{NAME}")
    assert status == 200
    assert json.loads(content)["figures"]["T6!30109.total"] == "11.58"
    assert json.loads(content)["findings"][0]["hint"]
    assert answer("/budgets/../secret.yaml")[0] == 404
    server.shutdown()
    server.server_close()


def test_findings_are_those_of_the_command_line(workspace: Path) -> None:
    path = workspace / NAME
    path.write_text(with_change(KORLA, "amount: 314.66", "amount: 314.67"), encoding="utf-8")
    compiled = budgetc.open_workspace(workspace, "zh").compile(NAME)
    told = json.loads(call("check", "--format", "json", NAME, language="zh").out)
    assert [
        (one["code"], one["severity"], one["message"], one.get("hint") or "") for one in told
    ] == [(one.code, one.severity, one.message, one.hint) for one in compiled.findings]
    assert compiled.failed
    with pytest.raises(budgetc.BudgetError, match="BAL") as error:
        compiled.render("markdown")
    assert all(one.severity == "error" for one in error.value.findings)


def test_a_document_is_that_of_a_build(workspace: Path) -> None:
    assert call("build", NAME, "--format", "markdown", "--format", "html").code == 0
    compiled = budgetc.open_workspace().compile(NAME)
    for form, suffix in (("markdown", "md"), ("html", "html")):
        written = workspace / f"build/korla-etdz-market-supervision/2024.{suffix}"
        assert compiled.render(form) == written.read_bytes()


def test_a_document_that_is_not_written_is_made_whatever_links_stand_here(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled = budgetc.open_workspace(workspace).compile(NAME)
    here = tmp_path / "here"
    here.mkdir()
    (here / "korla-etdz-market-supervision").symlink_to(tmp_path)
    monkeypatch.chdir(here)
    assert compiled.render("markdown")


def test_facts_are_the_table_of_facts(workspace: Path) -> None:
    assert call("facts", "--format", "csv").code == 0
    written = sum(
        len(path.read_text("utf-8").splitlines()) - 1
        for path in workspace.glob("build/facts/*.csv")
    )
    facts = list(budgetc.open_workspace().facts())
    assert len(facts) == written
    assert all(isinstance(fact["amount"], Decimal | None) for fact in facts)


def test_units_are_in_their_departments_facts_and_money_passed_on_is_taken_out(
    tmp_path: Path,
) -> None:
    home = tmp_path / "budgets/bureau"
    (home / "station").mkdir(parents=True)
    (home / "2024.yaml").write_text(small.department(small.BASIC), encoding="utf-8")
    (home / "station/2024.yaml").write_text(small.station(), encoding="utf-8")
    workspace = budgetc.open_workspace(home)
    assert workspace.folder == tmp_path
    assert len(workspace.sources) == 2
    compiled = workspace.compile("budgets/bureau/2024.yaml")
    assert list(workspace.facts()) == list(compiled.facts())
    assert {fact["entity_id"] for fact in compiled.facts()} == {None, "station"}
    typed = compiled.typed("expenditure")
    total = sum(leaf.sign * Decimal(leaf.written) for leaf in typed)
    assert total == compiled.figures["expenditure"].value == 250
    assert [leaf.written for leaf in typed if leaf.sign < 0] == ["10"]


def test_a_figure_that_is_a_word_has_no_value(tmp_path: Path) -> None:
    for snippet in snippets():
        apply(snippet, tmp_path)
    opened = budgetc.open_workspace(tmp_path)
    (source,) = opened.sources
    path = tmp_path / source
    before = "prior_by_fund: {general.own: 10.00, unit_funds.business: 5.50}"
    path.write_text(with_change(path.read_text(encoding="utf-8"), before, "prior: 0"), "utf-8")
    figures = opened.compile(source).figures
    assert {one.text for one in figures.values() if one.value is None} == {"新增"}
    listed = call("trace", str(tmp_path / source), "--list").out
    assert "= 新增" in listed
    assert "新增%" not in listed


def test_a_source_is_named_or_led_to(workspace: Path) -> None:
    opened = budgetc.open_workspace()
    for path in (NAME, f"./{NAME}", workspace / NAME, str(workspace / NAME)):
        assert opened.compile(path).source == NAME
    (told,) = opened.compile(workspace.parent / "secret.yaml").findings
    assert told.severity == "error"


def test_what_there_is_not_is_told_with_what_there_is(workspace: Path) -> None:
    with pytest.raises(ValueError, match=r"^ja is none of en, zh$"):
        budgetc.open_workspace(workspace, "ja")
    with pytest.raises(KeyError, match=r"md is none of .*markdown"):
        budgetc.open_workspace(workspace).compile(NAME).render("md")


def test_what_is_exported_is_there_and_nothing_else() -> None:
    assert all(getattr(budgetc, name) is getattr(interface, name) for name in budgetc.__all__)
    with pytest.raises(AttributeError):
        _ = budgetc.compile_source
