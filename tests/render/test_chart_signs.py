"""Charts of amounts below zero: drawn by their size, or said why they are not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from budgetc.published.pdf import Letters, read_letters
from tests.cli.run import run
from tests.jurisdiction.tutorial import SECTIONS, apply, snippets
from tests.support import with_change

CHARTS = """\
charts:
  sites: {title: Les sites, breakdown: sites}
  parts: {title: Les parts, breakdown: sites, show: share}
  years: {title: Les années, breakdown: sites, show: change}
onepage:
  title: Une page
  numbers: [{label: Dépenses, number: "{{ figures.depenses }}", says: Tout.}]
  drawn: [sites, years]
frameworks: {}
"""
BELOW = {"vote: ": "vote: -", "realise: ": "realise: -"}
MIXED = {"vote: 22": "vote: -22", "vote: 112": "vote: 68"}
LINE = re.compile(r'd="M0,[0-9.]+h([0-9.]+)v')


def built(folder: Path, changes: Mapping[str, str], *formats: str) -> Path:
    """Build the libraries of a town with charts; return the folder of the documents."""
    for snippet in snippets(SECTIONS):
        apply(snippet, folder)
    layout = folder / "templates/ville/layout.yaml"
    source = folder / "budgets/mediatheque/2024.yaml"
    text = with_change(layout.read_text(encoding="utf-8"), "frameworks: {}\n", CHARTS)
    layout.write_text(with_change(text, "language: fr\n", "language: en\n"), encoding="utf-8")
    typed = source.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in typed
        typed = typed.replace(old, new)
    source.write_text(typed, encoding="utf-8")
    asked = [word for name in formats for word in ("-f", name)]
    ran = run("build", *asked, cwd=folder)
    assert ran.code == 0, ran
    return folder / "build/mediatheque"


def drawings(html: str) -> list[str]:
    return re.findall(r'<svg xmlns[^>]*role="(?:group|img)".*?</svg>', html, re.DOTALL)


def test_amounts_below_zero_have_bars_as_long_as_they_are_much(tmp_path: Path) -> None:
    above, below = tmp_path / "above", tmp_path / "below"
    for name in ("html", "onepage"):
        pages = []
        for folder, changes in ((above, {}), (below, BELOW)):
            folder.mkdir(exist_ok=True)
            home = built(folder, changes, name)
            pages.append((home / f"2024.{name.replace('onepage', 'onepage.html')}").read_text())
        drawn, mirrored = map(drawings, pages)
        assert len(drawn) == len(mirrored) == {"html": 3, "onepage": 2}[name]
        assert [LINE.findall(one) for one in drawn] == [LINE.findall(one) for one in mirrored]
        assert {"290", "62.24390243902439"} <= {*LINE.findall(drawn[0])}  # 102.50 and 22
        assert "-102,50" in mirrored[0]


@pytest.mark.parametrize(
    ("language", "below", "elsewhere"),
    [
        (
            "en",
            "Some amounts are above zero and some below: see the table",
            "Some amounts are above zero and some below: see the whole document",
        ),
        ("zh", "有正有负，不绘成图，见数据表", "有正有负，不绘成图，见全文"),
    ],
)
def test_of_amounts_on_both_sides_of_zero_it_is_said_why_no_bar_is_there(
    tmp_path: Path, language: str, below: str, elsewhere: str
) -> None:
    home = built(tmp_path, MIXED)
    layout = tmp_path / "templates/ville/layout.yaml"
    text = layout.read_text(encoding="utf-8")
    layout.write_text(text.replace("language: en", f"language: {language}"), encoding="utf-8")
    assert run("build", "-f", "html", "-f", "onepage", "-f", "onepage-pdf", cwd=tmp_path).code == 0
    html = (home / "2024.html").read_text(encoding="utf-8")
    assert (html.count(f"<p>{below}</p>"), drawings(html)) == (3, [])
    assert "-22,00" in html[html.index("Les sites") : html.index("Les parts")]
    page = (home / "2024.onepage.html").read_text(encoding="utf-8")
    assert (page.count(f'<p class="more">{elsewhere}</p>'), drawings(page)) == (2, [])
    letters = read_letters(home / "2024.onepage.pdf")
    assert isinstance(letters, Letters)
    assert "".join("".join(letters.pages).split()).count("".join(elsewhere.split())) == 2
