"""Words of a source in a built document, read by a real Markdown reader: they are only words."""

from __future__ import annotations

import pytest

from budgetc.render.markdown import render_markdown
from tests.ci.test_defuse import HOSTILE, _tags
from tests.support import KORLA, RESOURCES, document_of, korla_with

PLACES = (
    "      name: 知识产权培训费\n",
    "    - text: 负责产品质量安全监督管理\n",
    "      reason: 退休人员年底绩效增加\n",
)


@pytest.mark.parametrize("old", PLACES)
def test_words_of_a_source_are_no_markup_of_a_document(old: str) -> None:
    plain = "".join(text for word in HOSTILE for text in word if text.isprintable())
    quoted = plain.replace("\\", "\\\\").replace('"', '\\"')
    head = old.rstrip("\n").rpartition(" ")[0]
    source = korla_with(old, f'{head} "{quoted} 局"\n')
    before = {tag for tag, _ in _tags(render_markdown(document_of(KORLA), RESOURCES))}
    after = {tag for tag, _ in _tags(render_markdown(document_of(source), RESOURCES))}
    assert after == before
    assert {"img", "a", "script"} <= {tag for tag, _ in _tags(plain)}
