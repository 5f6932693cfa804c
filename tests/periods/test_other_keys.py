"""A key is told by the key that said the same in the other source, not by what that one reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.run import run
from tests.jurisdiction.tutorial import SECTIONS, apply, snippets
from tests.support import with_change

HOME = "budgets/mediatheque"
_LAYOUT = (
    (
        "  etp: {year: 0, stage: approved, measure: etp}\n",
        (
            "  etp: {year: 0, stage: approved, measure: etp}\n"
            "  etp_avant: {year: -1, stage: approved, measure: etp}\n"
            "  loyer: {year: 0, stage: approved}\n"
            "  loyer_avant: {year: -1, stage: approved}\n"
        ),
    ),
    (
        "{head: ETP, id: etp, of: etp}",
        (
            "{head: Avant, id: avant, of: etp_avant}, {head: ETP, id: etp, of: etp}, "
            "{head: Loyer avant, id: loyer, of: loyer_avant}"
        ),
    ),
    ("stages: [approved]\n", "stages: [proposed, approved]\n"),
)
_SCHEMA = (
    (
        '"etp": {"type": "number", "x-measure": "etp"}',
        (
            '"etp": {"type": "number", "x-measure": "etp"}, '
            '"etp_avant": {"type": "number", "x-measure": "etp"}, '
            '"loyer": {"$ref": "#/$defs/amount"}, "loyer_avant": {"$ref": "#/$defs/amount"}'
        ),
    ),
)


@pytest.fixture(name="home")
def _home(tmp_path: Path) -> Path:
    """Return the libraries of a town, with their posts of two years."""
    for snippet in snippets(SECTIONS):
        apply(snippet, tmp_path)
    layout = tmp_path / "templates/ville/layout.yaml"
    text = layout.read_text(encoding="utf-8")
    _write(layout, text.replace("template:", "stages: [approved]\ntemplate:", 1), _LAYOUT)
    schema = tmp_path / "templates/ville/source.schema.json"
    _write(schema, schema.read_text(encoding="utf-8"), _SCHEMA)
    text = (tmp_path / HOME / "2024.yaml").read_text(encoding="utf-8")
    last = (
        ("year: 2024", "year: 2023"),
        ("etp: 2.5", "etp: 2.0, loyer: 700"),
        ("etp: 0.75", "etp: 0.5"),
    )
    _write(tmp_path / HOME / "2023.yaml", text, last)
    return tmp_path


def _write(path: Path, text: str, changes: tuple[tuple[str, str], ...]) -> None:
    for old, new in changes:
        text = with_change(text, old, new)
    path.write_text(text, encoding="utf-8")


def _posts(home: Path) -> list[str]:
    assert run("build", cwd=home).code == 0
    lines = (home / "build/mediatheque/2024.md").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.startswith(("| Biblioth", "| Agent", "| **Total**"))]


def test_each_key_comes_from_its_own_key_of_last_year(home: Path) -> None:
    assert _posts(home)[:3] == [
        "| Bibliothécaire | 2,00 | 2,50 | 700,00 |",
        "| Agent | 0,50 | 0,75 | 0,00 |",
        "| **Total** | **2,50** | **3,25** | **700,00** |",
    ]


def test_of_two_keys_that_may_be_meant_none_is_taken_for_the_other(home: Path) -> None:
    """Two charges of a year and two of the year before: which was which, nothing says."""
    layout = home / "templates/ville/layout.yaml"
    more = "  loyer: {year: 0, stage: approved}\n"
    both = f"{more}  charges: {{year: 0, stage: approved}}\n"
    _write(layout, layout.read_text(encoding="utf-8"), ((more, both),))
    schema = home / "templates/ville/source.schema.json"
    rent = '"loyer": {"$ref": "#/$defs/amount"}'
    _write(
        schema,
        schema.read_text(encoding="utf-8"),
        ((rent, f'"charges": {{"$ref": "#/$defs/amount"}}, {rent}'),),
    )
    last = home / HOME / "2023.yaml"
    _write(last, last.read_text(encoding="utf-8"), (("loyer: 700", "loyer: 700, charges: 60"),))
    source = home / HOME / "2024.yaml"
    text = source.read_text(encoding="utf-8")
    _write(source, text, (("etp: 2.5", "etp: 2.5, loyer_avant: 650"),))
    assert "YOY001" not in run("check", cwd=home).out
    assert _posts(home)[0] == "| Bibliothécaire | 2,00 | 2,50 | 650,00 |"


def test_what_is_typed_otherwise_is_told_in_what_it_is_counted_in(home: Path) -> None:
    source = home / HOME / "2024.yaml"
    text = source.read_text(encoding="utf-8")
    _write(source, text, (("etp: 2.5", "etp: 2.5, etp_avant: 2, loyer_avant: 700"),))
    assert _posts(home)[0] == "| Bibliothécaire | 2,00 | 2,50 | 700,00 |"
    _write(source, text, (("etp: 2.5", "etp: 2.5, etp_avant: 3.25"),))
    told = run("check", cwd=home).out
    message = "etp_avant is 3.25 etp here, and 2 etp in 2023.yaml: a difference of 1.25 etp"
    assert f"error[YOY001]: {message}\n" in told
    assert "2023.yaml:13:39: centre Bibliothèque centrale: 2 etp\n" in told


def test_a_draft_and_what_was_approved_are_two_budgets_of_one_year(home: Path) -> None:
    """What each says of its own year is its own, whatever the other says."""
    source = home / HOME / "2024.yaml"
    text = source.read_text(encoding="utf-8")
    draft = (("year: 2024", "year: 2024\nstage: proposed"), ("etp: 2.5", "etp: 3, loyer: 900"))
    _write(home / HOME / "2024-proposed.yaml", text, draft)
    ran = run("check", cwd=home)
    assert (ran.code, "YOY001" in ran.out) == (0, False)
