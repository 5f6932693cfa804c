"""`budgetc verify` of a document whose numbers have other marks than programs write."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from budgetc.diagnostics.messages import ENGLISH
from budgetc.published.model import Unreadable
from budgetc.verify import verify
from tests.cli.run import call, run
from tests.jurisdiction.third import write_third
from tests.jurisdiction.tutorial import SECTIONS, apply, snippets
from tests.support import with_change

from .forging import with_facts_of

LAYOUT = "templates/ville/layout.yaml"


def built(folder: Path, changes: Mapping[str, str]) -> Path:
    """Build the PDF of the libraries of a town, whose amounts are thousands."""
    for snippet in snippets(SECTIONS):
        apply(snippet, folder)
    layout = folder / LAYOUT
    text = layout.read_text(encoding="utf-8")
    for old, new in changes.items():
        text = with_change(text, old, new)
    layout.write_text(text, encoding="utf-8")
    source = folder / "budgets/mediatheque/2024.yaml"
    typed = source.read_text(encoding="utf-8").replace("12.50", "1234512.50")
    source.write_text(typed, encoding="utf-8")
    assert run("build", "-f", "pdf", cwd=folder).code == 0
    return folder / "build/mediatheque/2024.pdf"


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {'point: ",", separator: " "}': 'point: ",", separator: ".", zero: "–"}'},
        {'point: ",", separator: " "}': "point: ',', separator: \"'\", negative: brackets}"},
        {'point: ",", separator: " "}': "point: '·', separator: ','}"},
        {'point: ",", separator: " "}': "separator: ',', groups: lakhs, negative: △}"},
        {'word: " $"}': 'separator: ".", symbol: " $", symbol_at: after}'},
        {"table: {unit: $, decimals: 2": "table: {unit: $, decimals: 0"},
    ],
)
def test_a_whole_pdf_with_other_marks_is_whole(tmp_path: Path, changes: Mapping[str, str]) -> None:
    ran = call("verify", str(built(tmp_path, changes)))
    assert ran.out.splitlines()[1:] == [
        (
            "figures recomputed: 27, of which on no page, for only others are made of them: 0; "
            "looked up on the pages, at each place: 27; wrong: 0"
        )
    ]
    assert ran.code == 0


def test_a_dash_in_a_cell_of_its_own_is_no_hyphen(tmp_path: Path) -> None:
    write_third(tmp_path)
    assert run("build", "-f", "pdf", cwd=tmp_path).code == 0
    ran = call("verify", str(tmp_path / "build/harbour-office/2024.pdf"))
    assert ran.out.splitlines()[1:] == [
        (
            "figures recomputed: 33, of which on no page, for only others are made of them: 2; "
            "looked up on the pages, at each place: 31; wrong: 0"
        )
    ]


def test_a_dash_of_a_cell_is_read_beside_words_that_are_divided(tmp_path: Path) -> None:
    write_third(tmp_path)
    template = tmp_path / "templates/harbour/document.j2"
    words = " counterproductive incomprehensibilities" * 12
    template.write_text(
        with_change(template.read_text(encoding="utf-8"), "# Tables", f"Of{words}.\n\n# Tables"),
        encoding="utf-8",
    )
    layout = tmp_path / "templates/harbour/layout.yaml"
    layout.write_text(f"language: en\n{layout.read_text(encoding='utf-8')}", encoding="utf-8")
    assert run("build", "-f", "pdf", cwd=tmp_path).code == 0
    ran = call("verify", str(tmp_path / "build/harbour-office/2024.pdf"))
    assert ran.out.splitlines()[1:] == [
        (
            "figures recomputed: 33, of which on no page, for only others are made of them: 2; "
            "looked up on the pages, at each place: 31; wrong: 0"
        )
    ]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return built(tmp_path_factory.mktemp("ville"), {}).read_bytes()


TOTAL = "Tnatures!62.vote (Dépenses par nature)"


def _text(data: Any) -> None:
    data["figures"]["Tnatures!62.vote"]["text"] = "1 234 513,50"


def _other_marks(data: Any) -> None:
    data["figures"]["Tnatures!62.vote"]["text"] = "1,234,512.50"


def _too_many_digits(data: Any) -> None:
    data["figures"]["Tnatures!62.vote"]["text"] = "1" * 9_000


def _nothing(data: Any) -> None:
    data["prints"][data["figures"]["Tnatures!62.vote"]["print"]]["zero"] = "–"
    data["figures"]["Tnatures!62.vote"]["text"] = "–"


def _no_prints(data: Any) -> None:
    """Leave what a PDF carried before it said how its numbers are printed."""
    del data["prints"]
    for figure in data["figures"].values():
        figure.pop("print", None)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_text, "1 234 513,50"),
        (_other_marks, "1,234,512.50"),
        (_too_many_digits, "1" * 9_000),
        (_nothing, "–"),
        (_no_prints, "1 234 512,50"),
    ],
)
def test_a_text_that_is_no_print_of_its_figure_is_named(
    whole: bytes, tmp_path: Path, change: Callable[[Any], None], said: str
) -> None:
    lines = told(whole, tmp_path, change)
    line = f"{TOTAL}: its facts come to 1234512.5, and its text is {said}"
    assert [one for one in lines if one.startswith(TOTAL)] == [line]


def told(whole: bytes, folder: Path, change: Callable[[Any], None]) -> Sequence[str]:
    """Return what is wrong of a PDF after its facts were changed."""
    with pikepdf.open(BytesIO(whole)) as file:
        done = verify(with_facts_of(file, folder / "x.pdf", "facts.json", change), {})
    if isinstance(done, Unreadable):
        return [ENGLISH(done.reason)]
    return [ENGLISH(one.text) for one in done.wrong]


@pytest.mark.parametrize(
    "forged",
    [
        {"point": "5"},
        {"point": " "},
        {"separator": "2"},
        {"separator": ","},
        {"decimals": 5},
        {"decimals": 10**9},
        {"decimals": -1},
        {"decimals": "2"},
    ],
)
def test_marks_that_nobody_knows_are_broken_facts(
    whole: bytes, tmp_path: Path, forged: Mapping[str, object]
) -> None:
    lines = told(whole, tmp_path, lambda data: data["prints"][0].update(forged))
    assert lines == ["the facts that this PDF carries are broken"]
