"""Each slip has one answer that names it, says what to write, and accuses nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.diagnostics.messages import LANGUAGES

from . import asked
from .people import CASES, Case, answer, held


@pytest.mark.parametrize("case", CASES, ids=[case.row for case in CASES])
def test_the_answer_to_a_slip(case: Case) -> None:
    assert answer(case) == held()[case.row]


def test_every_row_is_typed_once() -> None:
    assert [*held()] == [case.row for case in CASES]


def test_what_is_asked_in_ones_own_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folders = [tmp_path / language for language in LANGUAGES]
    for folder in folders:
        folder.mkdir()
    told = [asked.answers(*both) for both in zip(LANGUAGES, folders, strict=True)]
    assert "".join(told) == asked.ANSWERS.read_text(encoding="utf-8")
