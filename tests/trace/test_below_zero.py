"""Amounts below zero, and lines whose keys mean what their jurisdiction says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.run import run
from tests.jurisdiction.tutorial import SECTIONS, apply, snippets

SOURCE = "budgets/mediatheque/2024.yaml"
GROWTH = "La dépense change de {{ figures.depenses.change.growth }}.\nElle emploie"


@pytest.fixture(name="home")
def _home(tmp_path: Path) -> Path:
    """Return the libraries of a town whose spending is typed below zero."""
    for snippet in snippets(SECTIONS):
        apply(snippet, tmp_path)
    change(tmp_path / SOURCE, ("vote: ", "vote: -"), ("realise: ", "realise: -"))
    change(tmp_path / "templates/ville/document.j2", ("Elle emploie", GROWTH))
    layout = tmp_path / "templates/ville/layout.yaml"
    change(layout, ("compute: change", "compute: growth"))
    return tmp_path


def change(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def test_an_amount_below_zero_is_no_money_passed_on(home: Path) -> None:
    ran = run("trace", SOURCE, "depenses", cwd=home)
    assert "depenses = -$124.50  (sum of 3)" in ran.out
    assert "“-90” $\n" in ran.out
    assert "taken out" not in ran.out


def test_growth_in_sentences_has_no_sign_and_is_that_of_the_table(home: Path) -> None:
    assert run("build", cwd=home).code == 0
    text = (home / "build/mediatheque/2024.md").read_text(encoding="utf-8")
    assert "La dépense change de 8,3%." in text
    assert "| | **Total** | **-115,00** | **-124,50** | **8,3%** |" in text
    ran = run("trace", SOURCE, "depenses.change.growth", cwd=home)
    assert ran.out.startswith(
        "depenses.change.growth = 8.3%  (growth: (-115 − -124.5) ÷ 115 × 100%, rounded)\n"
    )


def test_a_key_called_item_does_not_hide_the_place(home: Path) -> None:
    for name in (SOURCE, "templates/ville/source.schema.json", "templates/ville/layout.yaml"):
        change(home / name, ("emploi", "item"))
    lines = run("trace", SOURCE, "postes", cwd=home).out.splitlines()
    where = "Sites › centre Bibliothèque centrale › postes › Bibliothécaire › etp"
    assert lines[2].startswith(f"├─ {where} = 2.5 etp")
    assert "postes › Agent › etp = 0.75 etp" in lines[3]
