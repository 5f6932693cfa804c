"""A number is found as the document prints it, and as programs write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.run import run
from tests.jurisdiction.tutorial import SECTIONS, apply, snippets
from tests.support import with_change

SOURCE = "budgets/mediatheque/2024.yaml"
GROUPED = (
    ('{unit: $, decimals: 2, point: ",", word: " $"}',
     '{unit: $, decimals: 2, point: ",", separator: ".", word: " $"}'),
    ('percent: {', 'percent: {sign: " %", '),
    ('compute: change', 'compute: growth'),
)  # fmt: skip


@pytest.fixture(scope="module", name="home")
def _home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the libraries of a town, in which books are for a million."""
    folder = tmp_path_factory.mktemp("ville")
    for snippet in snippets(SECTIONS):
        apply(snippet, folder)
    layout, source = folder / "templates/ville/layout.yaml", folder / SOURCE
    text = layout.read_text(encoding="utf-8")
    for old, new in GROUPED:
        text = with_change(text, old, new)
    layout.write_text(text, encoding="utf-8")
    typed = source.read_text(encoding="utf-8").replace("12.50", "1234512.50")
    source.write_text(with_change(typed, "Agent", "'Agent à 60,5 %'"), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("number", "figure", "printed"),
    [
        ("1.234.512,50", "livres = $1,234,512.50", "printed as 1.234.512,50 $"),
        ("1.234.512,50 $", "livres = $1,234,512.50", "printed as 1.234.512,50 $"),
        ("1 234 512,50", "livres = $1,234,512.50", "row 621 Livres"),
        ("1234512.5", "livres = $1,234,512.50", "row 621 Livres"),
        ("1,234,512.50", "livres = $1,234,512.50", "row 621 Livres"),
        ("3,25", "postes = 3.25 etp", "printed as 3,25 ETP"),
        ("3.25", "postes = 3.25 etp", "printed as 3,25 ETP"),
        ("12,0 %", "Tnatures!61.evolution = 12.0%", "row 61 Personnel"),
        ("12.0", "Tnatures!61.evolution = 12.0%", "row 61 Personnel"),
    ],
)
def test_a_number_is_found_however_it_is_written(
    home: Path, number: str, figure: str, printed: str
) -> None:
    ran = run("trace", SOURCE, "--grep", number, cwd=home)
    assert ran.code == 0
    assert figure in ran.out
    assert printed in ran.out


@pytest.mark.parametrize("number", ["60,5", "60,5 %"])
def test_so_is_one_in_a_text(home: Path, number: str) -> None:
    ran = run("trace", SOURCE, "--grep", number, cwd=home)
    assert "in a text that is no figure: Bibliothèque centrale, row Agent à 60,5 %" in ran.out


def test_what_is_not_printed_is_said_in_digits(home: Path) -> None:
    ran = run("trace", SOURCE, "--grep", "1.234.512,51", cwd=home)
    assert (ran.code, ran.err) == (1, "nothing in the document prints 1234512.51\n")
    ran = run("trace", SOURCE, "--grep", "1,2,3", cwd=home)
    assert ran.err.splitlines()[-1] == "Error: 1,2,3 is no number"
