"""What a layout declares is printed, or it is said that nothing prints it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from budgetc.diagnostics import SEVERITIES
from budgetc.diagnostics.messages import Translator
from budgetc.files.data import Resources
from budgetc.files.workspace import Workspace
from budgetc.jurisdiction.load import jurisdictions, load_layout
from budgetc.jurisdiction.unused import FIGURES_OF_RULES, declared_in, unused
from budgetc.pipeline import Compilation, compile_source
from budgetc.templating.templates import templates_of
from tests.support import KORLA, ROOT, compile_text, with_change, write_files

SHIPPED = Resources.of_workspace(None)
XINJIANG = ROOT / "templates/xinjiang"


def _compiled(folder: Path, files: dict[str, str]) -> Compilation:
    write_files(folder / "templates/xinjiang", files)
    return compile_text(KORLA, Resources.of_workspace(folder))


def _unused(folder: Path, files: dict[str, str], language: str = "en") -> list[str]:
    """Return what LAY103 says of declarations that nothing uses, behind their file and line."""
    compiled = _compiled(folder, files)
    assert compiled.document is not None
    return [
        f"{found.span.file}:{found.span.line}: {found.message.in_words(Translator(language))}"
        for found in compiled.findings
        if found.code == "LAY103"
    ]


FURTHER = "{margin: function, by: function, level: 款}"

TWELVE = """\
id: "12"
title: 另表
panels:
  - margin: revenue
    columns:
      - {head: 项目, show: name}
      - {head: 金额, id: amount}
    rows: {by: lines, lines: [{id: all, label: 全部}]}
"""


@pytest.mark.parametrize("name", [*jurisdictions(SHIPPED), "region/book"])
def test_all_that_ships_is_used(name: str) -> None:
    layout, _ = load_layout(SHIPPED, name, "approved")
    assert layout is not None
    # What it stands on is used by its own templates.
    own = [tree for tree in layout.trees if tree.file.startswith(f"templates/{name}/")]
    assert own
    assert list(unused(layout, templates_of(SHIPPED), declared_in(own))) == []


def test_a_table_that_no_template_places_is_told(tmp_path: Path) -> None:
    place = "templates/xinjiang/overrides/tables.12.yaml"
    files = {"overrides/tables.12.yaml": TWELVE}
    assert _unused(tmp_path, files) == [f"{place}:1: no template places the table 12"]
    assert _unused(tmp_path, files, "zh") == [f"{place}:1: 没有模板放置表 12"]
    assert SEVERITIES["LAY103"] == "warning"


@pytest.mark.parametrize(
    "placed", ['{{ table("12") }}\n', '{% for one in tables("12") %}\n{{ one }}\n{% endfor %}\n']
)
def test_a_table_that_is_placed_is_not(tmp_path: Path, placed: str) -> None:
    template = (XINJIANG / "overview.j2").read_text(encoding="utf-8")
    files = {"overrides/tables.12.yaml": TWELVE, "overview.j2": f"{template}\n{placed}"}
    assert _unused(tmp_path, files) == []


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("figures.further", "margin: revenue\nfund: unit_funds\n"),
        ("breakdowns.further", "margin: function\nby: function\nlevel: 款\n"),
        ("wording.further", "values: [a, b]\n"),
    ],
)
def test_a_name_that_no_template_speaks_of_is_told(tmp_path: Path, part: str, text: str) -> None:
    files = {f"overrides/{part}.yaml": text}
    place = f"templates/xinjiang/overrides/{part}.yaml"
    assert _unused(tmp_path, files) == [f"{place}:1: no template speaks of {part}"]
    assert _unused(tmp_path, files, "zh") == [f"{place}:1: 没有模板用到 {part}"]


@pytest.mark.parametrize(
    "use",
    ["{% if figures.further.is_zero %}无。{% endif %}",
     '{% if figures["further"] %}有。{% endif %}',
     "{% set all = figures %}{% if all.further.is_zero %}无。{% endif %}"],
)  # fmt: skip
def test_a_figure_that_is_asked_for_is_not(tmp_path: Path, use: str) -> None:
    template = (XINJIANG / "overview.j2").read_text(encoding="utf-8")
    figure = {"overrides/figures.further.yaml": "margin: revenue\nfund: unit_funds\n"}
    assert _unused(tmp_path, {**figure, "overview.j2": f"{template}\n{use}\n"}) == []


@pytest.mark.parametrize(
    "written",
    [
        "{{ " + "9" * 6_000 + " }}",
        "{% if " + " or ".join(["1 == 2"] * 2_000) + " %}无。{% endif %}",
        "{{ " + "(" * 200 + "1" + ",)" * 200 + " }}",
        "{{ figures. }}",
    ],
    ids=["a number without end", "too wide", "too deep", "no template"],
)
def test_a_template_that_cannot_be_read_is_told_of_there(tmp_path: Path, written: str) -> None:
    figure = {"overrides/figures.further.yaml": "margin: function\n"}
    template = (XINJIANG / "overview.j2").read_text(encoding="utf-8")
    compiled = _compiled(tmp_path, {**figure, "overview.j2": f"{template}\n{written}\n"})
    told = [one.span.file for one in compiled.findings if one.code == "TPL001"]
    assert told == ["templates/xinjiang/overview.j2"]


def test_words_of_a_layout_of_ones_own_are_told_where_they_stand(tmp_path: Path) -> None:
    text = (XINJIANG / "layout.yaml").read_text(encoding="utf-8")
    changed = with_change(text, "unit: {kind: 单位}", "unit: {kind: 单位, other: 本所}")
    line = changed[: changed.index("other: 本所")].count("\n") + 1
    told = _unused(tmp_path, {"layout.yaml": changed})
    assert told == [f"templates/xinjiang/layout.yaml:{line}: no template speaks of words.other"]


def test_what_ships_may_be_left_out_of_a_template_of_ones_own(tmp_path: Path) -> None:
    assert _unused(tmp_path, {"overview.j2": "# 只有{{ dept }}\n"}) == []


def test_a_copy_of_what_ships_declares_nothing_more(tmp_path: Path) -> None:
    text = (XINJIANG / "layout.yaml").read_text(encoding="utf-8")
    left_out = {"overview.j2": "# 只有{{ dept }}\n", "explanation.j2": "# 没有\n"}
    assert _unused(tmp_path, {"layout.yaml": text, **left_out}) == []
    changed = text.replace("breakdowns:\n", f"breakdowns:\n  further: {FURTHER}\n")
    line = changed[: changed.index(FURTHER)].count("\n") + 1
    place = f"templates/xinjiang/layout.yaml:{line}"
    told = [f"{place}: no template speaks of breakdowns.further"]
    assert _unused(tmp_path, {"layout.yaml": changed}) == told


def test_a_workspace_that_has_all_that_ships_hears_nothing_of_it(tmp_path: Path) -> None:
    """As in a clone of the repository, where the compiler is installed: what one does first."""
    for folder in ("templates", "schema", "budgets"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    resources = Resources.of_workspace(tmp_path)
    compiled = [compile_source(one, resources) for one in Workspace.find(tmp_path).sources()]
    assert len(compiled) > 5
    found = [one for compilation in compiled for one in compilation.findings]
    assert [one for one in found if one.code.startswith(("LAY", "TPL", "JUR"))] == []


def test_the_figures_that_rules_name_are_known() -> None:
    rules = sorted((ROOT / "compiler/budgetc/rules").glob("*/*.py"))
    texts = (path.read_text(encoding="utf-8") for path in rules)
    looks = (re.findall(r'(?:figure_of|own_money)\(context, "(\w+)"', text) for text in texts)
    assert {name for names in looks for name in names} == set(FIGURES_OF_RULES)
