"""The sheet of inputs calls each amount by its own name, though a line holds several."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from tests.cli.run import run
from tests.jurisdiction.tutorial import SECTIONS, apply, snippets
from tests.support import KORLA, with_change


def test_amounts_of_one_line_have_names_of_their_own(tmp_path: Path) -> None:
    for snippet in snippets(SECTIONS):
        apply(snippet, tmp_path)
    layout = tmp_path / "templates/ville/layout.yaml"
    text = with_change(layout.read_text(encoding="utf-8"), "language: fr\n", "language: en\n")
    layout.write_text(text, encoding="utf-8")
    assert run("build", "-f", "xlsx", cwd=tmp_path).code == 0
    sheet = load_workbook(tmp_path / "build/mediatheque/2024.xlsx")["Inputs"]
    rows = {row[4]: row for row in sheet.iter_rows(min_row=2, values_only=True)}
    named = {path: (row[0], row[2].rpartition(":")[2], row[5]) for path, row in rows.items()}
    whose = "Sites › centre Bibliothèque centrale › depenses › 611 Salaires"
    assert named["sites.0.depenses.0.vote"] == (f"{whose} › vote", "10", 90)
    assert named["sites.0.depenses.0.realise"] == (f"{whose} › realise", "10", 80)
    assert len({name for name, *_ in named.values()}) == len(named)


def test_an_amount_that_is_its_part_alone_of_a_figure_has_its_whole_name_too(
    tmp_path: Path,
) -> None:
    (tmp_path / "budgets/ju").mkdir(parents=True)
    (tmp_path / "budgets/ju/2024.yaml").write_text(KORLA, encoding="utf-8")
    assert run("build", "-f", "xlsx", cwd=tmp_path).code == 0
    sheet = load_workbook(tmp_path / "build/ju/2024.xlsx")["数据"]
    names = [str(name) for name, *_ in sheet.iter_rows(min_row=2, values_only=True)]
    assert len(set(names)) == len(names) > 20
    assert all(" › " in name for name in names)
    (pension,) = (name for name in names if "2080505" in name and "上年" not in name)
    entry = "基本支出 › 按功能分类 › 2080505 机关事业单位基本养老保险缴费支出"
    assert pension == f"{entry} › 金额"
