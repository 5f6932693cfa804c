"""A change that nobody knows yet is told as neither growth nor fall, in every template."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support import ROOT


@pytest.mark.parametrize(
    "file",
    sorted(
        one
        for one in (ROOT / "templates").rglob("*")
        if one.suffix in {".j2", ".yaml"} and "is_increase" in one.read_text("utf-8")
    ),
    ids=lambda file: file.relative_to(ROOT).as_posix(),
)
def test_a_choice_of_words_has_one_for_what_is_not_known(file: Path) -> None:
    text = file.read_text("utf-8")
    choices = re.findall(r"\{\{-?[^}]*\.is_(?:increase|decrease)[^}]*\}\}", text)
    assert choices
    for choice in choices:
        assert ".is_increase" in choice, choice
        assert ".is_decrease" in choice, choice
