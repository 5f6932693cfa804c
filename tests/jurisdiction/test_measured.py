"""Figures of what nothing is typed of, and of numbers that are unlike, are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.diagnostics.messages import ENGLISH, Translator
from budgetc.files.workspace import Workspace
from budgetc.pipeline import compile_source
from tests.jurisdiction.district import LAYOUT, TEMPLATE, write_district
from tests.support import with_change

CHINESE = Translator("zh")
LAYOUT_FILE = "templates/district/layout.yaml"
TEMPLATE_FILE = "templates/district/document.j2"
CHART = """\
charts:
  both: {title: Both, parts: [{label: Money, figure: money}, {label: Posts, figure: posts}]}
"""
EACH = """\
id: salary, of: salary}
          - {head: Each, id: each, compute: share, columns: [salary, posts]}"""

NOTHING = (
    "the entries of staff have no amount: this would always be nothing",
    "write of: with what they have: posts, salary",
    "staff 的条目没有 amount，这里永远是 0",
    "请用 of: 写明其已有的金额：posts、salary",
)
UNLIKE = (
    "this is made of money and of posts",
    "take amounts that are counted in the same",
    "这里混用了金额和posts",
    "请选用同一计量的数",
)


def _told(folder: Path, changed: dict[str, str]) -> list[tuple[str, str, str, str]]:
    write_district(folder, changed)
    workspace = Workspace.find(folder)
    (source,) = workspace.sources()
    told = []
    for one in compile_source(source, workspace.resources()).findings:
        if one.code == "LAY001":
            assert one.hint is not None
            said = [(say(one.message), say(one.hint)) for say in (ENGLISH, CHINESE)]
            told.append((*said[0], *said[1]))
    return told


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("posts: {margin: staff, of: posts}", "posts: {margin: staff}", NOTHING),
        (
            "groups: {margin: accounts",
            "pay: {margin: staff, by: school}\n  groups: {margin: accounts",
            NOTHING,
        ),
        ("{head: Posts, id: posts, of: posts}", "{head: Posts, id: posts}", NOTHING),
        ("id: salary, of: salary}", "id: salary, of: [salary, posts]}", UNLIKE),
        (
            "id: salary, of: salary}",
            EACH,
            UNLIKE,
        ),
        ("breakdowns:\n", f"{CHART}breakdowns:\n", UNLIKE),
    ],
)
def test_what_could_only_be_wrong_is_told(
    tmp_path: Path, right: str, wrong: str, said: tuple[str, str, str, str]
) -> None:
    (told,) = _told(tmp_path, {LAYOUT_FILE: with_change(LAYOUT, right, wrong)})
    assert told == said


def test_what_another_source_may_tell_may_lack_a_key(tmp_path: Path) -> None:
    layout = with_change(
        LAYOUT, "posts: {margin: staff, of: posts}", "posts: {margin: staff, of: prior}"
    )
    assert not _told(tmp_path, {LAYOUT_FILE: layout})


@pytest.mark.parametrize(
    "made",
    [
        "share(figures.posts, figures.money)",
        "completion(figures.money, figures.posts)",
        "change(figures.posts, figures.money).size",
    ],
)
def test_a_sentence_makes_nothing_of_numbers_that_are_unlike(tmp_path: Path, made: str) -> None:
    template = with_change(TEMPLATE, "There are {{ figures.posts }}", f"There are {{{{ {made} }}}}")
    write_district(tmp_path, {TEMPLATE_FILE: template})
    workspace = Workspace.find(tmp_path)
    (source,) = workspace.sources()
    (one,) = compile_source(source, workspace.resources()).findings
    assert (one.code, one.span.line) == ("TPL001", 4)
    assert "money and posts are counted in different things" in ENGLISH(one.message)
