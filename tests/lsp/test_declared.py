"""What an editor is told where a jurisdiction declares the lists, sections and amounts itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.diagnostics.messages import ENGLISH
from budgetc.lsp.definition import definition
from budgetc.lsp.fixes import fixes
from budgetc.lsp.hover import hover
from budgetc.lsp.session import Place, Session, View, real
from tests.jurisdiction.district import SECTIONS, SOURCE, write_district
from tests.lsp.desk import CHINESE, done, said
from tests.support import marked, with_change

HOME = '"home": {"type": "string", "x-dimension": "school"},\n        "account": {"type"'
"""A key of lines that names a school, which a section lists."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = real(tmp_path_factory.mktemp("district"))
    sections = with_change(SECTIONS, '"account": {"type"', HOME)
    write_district(root, {"templates/district/source.schema.json": sections})
    return root


def _at(root: Path, passage: str) -> tuple[View, Place]:
    """Return a source and a place in it, for a passage with a mark before the place."""
    text, ((line, column),) = marked(with_change(SOURCE, passage.replace("▶", ""), passage))
    return _shown(root, text), Place(line, column)


def _shown(root: Path, text: str) -> View:
    path, session = root / "budgets/hill/2024.yaml", Session()
    session.type(path, text)
    view = session.look(path)
    assert view is not None
    return view


def test_a_code_of_a_declared_list_is_defined_by_its_line(root: Path) -> None:
    found = definition(
        *_at(root, "- {account: ▶6100, actual: 0, prior: 10, amount: -20}\naccounts")
    )
    assert found is not None
    assert found.path == root / "templates/district/accounts.csv"
    span = found.span
    line = found.path.read_text(encoding="utf-8").split("\n")[span.line - 1]
    assert line[span.column - 1 : span.end_column - 1] == "6100"


def test_a_code_of_a_section_is_defined_by_its_entry(root: Path) -> None:
    line = "{account: 6100, actual: 0, prior: 10, amount: -20}\naccounts"
    text = with_change(SOURCE, line, line.replace("{account", "{home: ▶north, account"))
    clean, ((number, column),) = marked(text)
    found = definition(_shown(root, clean), Place(number, column))
    assert found is not None
    assert found.path == root / "budgets/hill/2024.yaml"
    assert clean.split("\n")[found.span.line - 1] == "  - id: north"


def test_of_an_amount_of_another_year_what_it_is(root: Path) -> None:
    lines = hover(*_at(root, "    money:\n      - {account: 5100, actual: ▶900"))
    assert said(lines)[1:5] == [
        "actual (2022): $900",
        "its line:",
        "this year: $1,000",
        "last year: $950.50",
    ]
    assert said(lines, CHINESE)[1] == "actual（2022年）：$900"
    counted = hover(*_at(root, "{title: Teacher, grade: T2, posts: ▶2.50"))
    assert said(counted)[1] == "posts (2024): 2.5 posts"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("$1000", ["1000"]),
        ("(1000)", ["1000", "-1000"]),
        ('"1,000"', ["1.000", "1000"]),
        ("1,000", ["1.000", "1000"]),
        ('"1000 "', ["1000"]),
    ],
)
def test_the_number_that_a_hint_says_to_write_is_offered(
    root: Path, typed: str, meant: list[str]
) -> None:
    before = "money:\n      - {account: 5100, actual: 900, prior: 950.50, amount: "
    text = with_change(SOURCE, f"{before}1000", f"{before}{typed}")
    found = fixes(_shown(root, text), 11, 11)
    assert [ENGLISH(one.title) for one in found] == [f"write {one} instead" for one in meant]
    for one, number in zip(found, meant, strict=True):
        assert done(text, one.edits) == with_change(SOURCE, f"{before}1000", f"{before}{number}")
        assert one.is_only is (len(meant) == 1)
