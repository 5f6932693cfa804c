"""The approved totals of a whole region against its book."""

from __future__ import annotations

from pathlib import Path

from .book import books, document, write
from .generate import region

TOTALS = "totals:\n  - {{department: region, year: 2024, figure: {figure}, amount: {amount}}}\n"


def _codes(home: Path) -> list[str]:
    return [found.code for found in books(home)["2024"].findings]


def test_the_book_says_what_was_approved(tmp_path: Path) -> None:
    home = write(tmp_path, region(3))
    book = document(books(home)["2024"])
    figure = next(f for f in book.figures() if f.unit)
    for amount, codes in ((figure.exact, []), ("0.07", ["ROL004"])):
        text = TOTALS.format(figure=figure.id, amount=amount)
        (home / "budgets/control-totals.yaml").write_text(text, encoding="utf-8")
        assert _codes(home) == codes
