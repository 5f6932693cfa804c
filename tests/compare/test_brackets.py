"""A document whose numbers below zero stand in brackets: a sign that was lost is a difference."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.compare import compare
from budgetc.files.data import Resources
from budgetc.files.workspace import Workspace
from budgetc.lists import load_lists
from budgetc.pipeline import compile_source
from budgetc.published.markdown import read_markdown
from budgetc.render.markdown import render_markdown
from tests.jurisdiction import third
from tests.support import with_change

COLUMNS = """\
          - {head: This year, id: now, kind: project}
          - {head: Last year, id: then, of: prior}
          - {head: Change, id: change, compute: change, columns: [now, then]}
"""


@pytest.mark.parametrize(
    ("ours", "theirs", "differences"),
    [
        ("(600.0)", "(600.0)", 0),
        ("(600.0)", "-600.0", 0),
        ("(600.0)", "600.0", 1),
        ("200.0", "(200.0)", 1),
    ],
)
def test_a_lost_sign_is_found(tmp_path: Path, ours: str, theirs: str, differences: int) -> None:
    third.write_third(tmp_path)
    start = third.LAYOUT.index("          - {head: Basic, id: basic")
    end = third.LAYOUT.index("        rows: {by: function, levels: [class, item]")
    layout = third.LAYOUT[:start] + COLUMNS + third.LAYOUT[end:]
    layout = layout.replace('zero: "-"', "zero: blank, negative: brackets")
    prior = ("      prior: 100000.00\n", "      prior_by_fund: {general.own: 100000}\n")
    for name, text in {
        "templates/harbour/layout.yaml": layout,
        "budgets/harbour-office/2024.yaml": with_change(third.SOURCE, *prior),
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    workspace = Workspace.find(tmp_path)
    (only,) = workspace.sources()
    document = compile_source(only, workspace.resources()).document
    assert document is not None
    printed = render_markdown(document, Resources.of_workspace(None))
    assert f"| {ours} |" in printed
    lists, _ = load_lists(workspace.resources())
    assert lists is not None
    published = read_markdown(printed.replace(f"| {ours} |", f"| {theirs} |", 1), lists.printed)
    assert len(compare(document, published, lists).told()) == differences
