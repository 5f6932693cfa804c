"""A unit that a layout types is the unit that its amounts are printed in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from budgetc.diagnostics.messages import ENGLISH, Translator
from budgetc.files.workspace import Workspace
from budgetc.numbers.money import load_units
from budgetc.numbers.unit_words import UnitWords
from budgetc.pipeline import compile_source
from tests.jurisdiction.district import LAYOUT, SOURCE, write_district
from tests.support import ROOT, with_change

CHINESE = Translator("zh")
LAYOUT_FILE = "templates/district/layout.yaml"
PROSE = "  prose: {unit: $, decimals: 2, symbol: $}\n"
UNITS = (ROOT / "schema/units.json").read_text(encoding="utf-8")
THOUSANDS = '{"USD": {"smallest": {"en": "cent", "zh": "美分"}, "units": {"$": 100, "k$": 100000}}}'
TIMES = json.loads((ROOT / "schema/printed.json").read_text(encoding="utf-8"))["multipliers"]


def _told(folder: Path, changed: dict[str, str]) -> list[tuple[int, str, str, str, str]]:
    write_district(folder, changed)
    workspace = Workspace.find(folder)
    (source,) = workspace.sources()
    told = []
    for one in compile_source(source, workspace.resources()).findings:
        if one.code != "LAY001":
            continue
        assert one.hint is not None
        (en, en_hint), (zh, zh_hint) = (
            (say(one.message), say(one.hint)) for say in (ENGLISH, CHINESE)
        )
        told.append((one.span.line, en, en_hint, zh, zh_hint))
    return told


def test_a_unit_over_tables_is_that_of_their_amounts(tmp_path: Path) -> None:
    layout = with_change(LAYOUT, "numbers:\n", 'above_right: "(in $ millions)"\nnumbers:\n')
    assert _told(tmp_path, {LAYOUT_FILE: layout}) == [
        (
            5,
            "“$ millions” stands over amounts in $",
            "write {{ unit }} in place of it; or print the amounts in $ millions",
            "金额以$列示，表上却写“$ millions”",
            "请改写 {{ unit }}；或者改以$ millions列示金额",
        )
    ]


def test_so_is_one_in_a_head(tmp_path: Path) -> None:
    layout = LAYOUT.replace("{head: Actual, id", "{head: Actual (万元), id", 1)
    ((line, told, *_),) = _told(tmp_path, {LAYOUT_FILE: layout})
    assert layout.splitlines()[line - 1] == "  - id: schools"
    assert told == "“万元” stands over amounts in $"


def test_so_is_one_that_a_source_changes(tmp_path: Path) -> None:
    layout = with_change(LAYOUT, "numbers:\n", 'above_right: "in $"\nnumbers:\n')
    assert _told(tmp_path / "same", {LAYOUT_FILE: layout}) == []
    source = with_change(SOURCE, "unit: $\n", "unit: $\noptions: {tables: {unit: k$}}\n")
    changed = {
        LAYOUT_FILE: layout,
        "budgets/hill/2024.yaml": source,
        "schema/units.json": THOUSANDS,
    }
    ((_, told, *_),) = _told(tmp_path / "other", changed)
    assert told == "“$” stands over amounts in k$"


@pytest.mark.parametrize(
    ("prose", "english"),
    [
        ("{unit: $, decimals: 2, symbol: $, word: ' million'}", "$ million"),
        ("{unit: $, decimals: 2, word: ' million'}", "million"),
    ],
)
def test_what_stands_around_numbers_multiplies_none(
    tmp_path: Path, prose: str, english: str
) -> None:
    changed = {LAYOUT_FILE: with_change(LAYOUT, PROSE, f"  prose: {prose}\n")}
    ((_, told, hint, *chinese),) = _told(tmp_path, changed)
    assert told == f"numbers.prose: amounts in $ would be called {english}"
    assert hint == "take it away, or add a unit of that worth to schema/units.json"
    assert chinese[1] == "请删去该文字，或在 schema/units.json 中增加等值的单位"


def test_the_unit_that_is_meant_is_named(tmp_path: Path) -> None:
    layout = with_change(LAYOUT, PROSE, "  prose: {unit: $, decimals: 2, word: ' $ thousand'}\n")
    changed = {LAYOUT_FILE: layout, "schema/units.json": THOUSANDS}
    ((_, told, hint, *chinese),) = _told(tmp_path, changed)
    assert told == "numbers.prose: amounts in $ would be called $ thousand"
    assert hint == "say unit: with a unit that is worth as much: k$"
    assert chinese[1] == "请用 unit: 写明等值的单位：k$"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("单位：元", "元"),
        ("金额单位（万元）", "万元"),
        ("in millions of $", "millions of $"),
        ("100元以下", None),
        ("元宝局", None),
        ("$ (thousands)", None),
        ("单位：", None),
    ],
)
def test_a_unit_is_a_word_of_its_own(text: str, said: str | None) -> None:
    words = UnitWords(load_units(UNITS).values(), tuple(TIMES.items()))
    found = words.said_in(text)
    assert (found and found[0]) == said
