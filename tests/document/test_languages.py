"""What is known of languages, the same for all formats."""

from __future__ import annotations

from dataclasses import replace

import pytest

from budgetc.document.languages import between_sentences, has_blanks
from budgetc.render.typst_escape import Words
from tests.render.test_markdown import document_with


@pytest.mark.parametrize("language", ["zh", "ja", "th", "km", "ko", "en", "fr"])
def test_where_a_language_has_blanks(language: str) -> None:
    between = "" if language in {"zh", "ja"} else " "
    assert between_sentences(language) == between
    assert replace(document_with("a"), language=language).between == between
    blanks = language in {"ko", "en", "fr"}
    assert has_blanks(language) is blanks
    assert Words.of(language, ()).blanks is blanks
