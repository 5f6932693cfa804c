"""Names of a layout, and of a jurisdiction, that mean nothing, or two things."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import ENGLISH, Translator
from budgetc.files.workspace import Workspace
from budgetc.pipeline import compile_source
from tests.jurisdiction.district import LAYOUT, SOURCE, TEMPLATE, write_district
from tests.support import with_change

CHINESE = Translator("zh")
_LAYOUT = "templates/district/layout.yaml"
_TEMPLATE = "templates/district/document.j2"
_SOURCE = "budgets/hill/2024.yaml"


def _errors(folder: Path, changed: dict[str, str]) -> list[Diagnostic]:
    write_district(folder, changed)
    workspace = Workspace.find(folder)
    (source,) = workspace.sources()
    findings = compile_source(source, workspace.resources()).findings
    return [one for one in findings if one.severity.name == "ERROR"]


def _said(found: Diagnostic, translator: Translator) -> tuple[str, str]:
    assert found.hint is not None
    return translator(found.message), translator(found.hint)


NAMELESS = with_change(
    with_change(LAYOUT, "  amount: {year: 0, stage: approved, name", "  now: {year: 0, name"),
    "name: {en: Budget",
    "stage: approved, name: {en: Budget",
)


@pytest.mark.parametrize(
    ("layout", "place", "english", "chinese"),
    [
        (
            NAMELESS, (11, 3),
            ("amounts: has no amount, which documents report where reports: names no other",
             ("add reports: with the key of what the documents are about: "
             "actual, prior, now, posts, salary")),
            ("amounts 中没有 amount，而未填 reports 时公开文件反映的就是它",
             "请加上 reports，填公开文件所反映的金额键：actual、prior、now、posts、salary"),
        ),
        (
            NAMELESS + "reports: nov\n", (71, 10),
            ("amounts: has no nov", "did you mean now?"),
            ("amounts 中没有 nov", "是否应为now？"),
        ),
        (
            with_change(LAYOUT, "  - id: staff\n", "  - id: schools\n"), (53, 9),
            ("another table here has the id schools",
             "give each table an id of its own; only tables for different kinds: may share one"),
            ("另有一张表的代号也是 schools",
             "每张表的代号（id）应各不相同；kinds 不同的表才可以相同"),
        ),
        (
            with_change(LAYOUT, "{id: things, label", "{id: people, label"), (50, 20),
            ("another row here has the id people", "give each row of a panel an id of its own"),
            ("本栏另有一行的代号也是 people", "同一栏内各行的代号不得重复"),
        ),
        (
            with_change(
                with_change(LAYOUT, "  prior: {year: -1", "  before: {year: -1"),
                "\nfigures:\n",
                "\ncharts:\n  a: {title: A, breakdown: groups, show: change}\nfigures:\n",
            ).replace("of: prior", "of: before"),
            (64, 42),
            ("the layout does not say which amounts a is compared with",
             ("add compares: to the layout with one of the keys of amounts: "
             "actual, before, amount, posts, salary")),
            ("版式没有说明 a 与哪种金额相比",
             ("请在版式中加上 compares，填 amounts 中的一个键："
             "actual、before、amount、posts、salary")),
        ),
    ],
)  # fmt: skip
def test_a_name_of_a_layout(
    tmp_path: Path,
    layout: str,
    place: tuple[int, int],
    english: tuple[str, str],
    chinese: tuple[str, str],
) -> None:
    (told,) = _errors(tmp_path, {_LAYOUT: layout})
    assert (told.code, told.span.file) == ("LAY001", _LAYOUT)
    assert (told.span.line, told.span.column) == place
    assert (_said(told, ENGLISH), _said(told, CHINESE)) == (english, chinese)


def test_two_tables_for_different_kinds_share_an_id(tmp_path: Path) -> None:
    tables = LAYOUT.replace("  - id: staff\n", "  - id: schools\n    kinds: [unit]\n")
    tables = tables.replace(
        "  - id: schools\n    title: By", "  - id: schools\n    kinds: [department]\n    title: By"
    )
    template = with_change(TEMPLATE, '{{ table("staff") }}\n', "")
    assert _errors(tmp_path, {_LAYOUT: tables, _TEMPLATE: template}) == []


@pytest.mark.parametrize("asked", ["change.size", "prior", 'reasons | join("; ")'])
def test_a_template_compares_with_what_the_layout_does_not_name(tmp_path: Path, asked: str) -> None:
    layout = with_change(LAYOUT, "  prior: {year: -1", "  before: {year: -1")
    changed = {
        _LAYOUT: layout.replace("of: prior", "of: before"),
        _TEMPLATE: f"It was {{{{ figures.money.{asked} }}}}.\n",
        _SOURCE: SOURCE.partition("schools:\n")[0] + "schools: []\n",
    }
    (told,) = _errors(tmp_path, changed)
    assert (told.code, told.span.file, told.span.line) == ("TPL001", _TEMPLATE, 1)
    assert _said(told, ENGLISH) == (
        "the template fails: the layout does not say which amounts money is compared with",
        (
            "add compares: to the layout with one of the keys of amounts: "
            "actual, before, amount, posts, salary"
        ),
    )


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("District", ("write: jurisdiction: district", "写成：jurisdiction: district")),
        ("districk", ("did you mean district?", "是否应为district？")),
    ],
)
def test_a_source_of_a_jurisdiction_that_there_is_not_is_judged_by_no_other(
    tmp_path: Path, typed: str, hint: tuple[str, str]
) -> None:
    source = with_change(SOURCE, "jurisdiction: district", f"jurisdiction: {typed}")
    (told,) = _errors(tmp_path, {_SOURCE: source})
    assert (told.code, told.span.line, told.span.column) == ("JUR001", 1, 15)
    assert (_said(told, ENGLISH)[1], _said(told, CHINESE)[1]) == hint
