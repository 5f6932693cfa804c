"""Korla's source says what the bureau published, and its head tells where it does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tests.support import KORLA, ROOT
from tests.yaml_files import load

PUBLISHED = ROOT / "tests" / "reference" / "korla-2024.published.txt"
HEAD = KORLA.partition("\njurisdiction:")[0]
SPLIT = {"小微企业质量管理体系认证服务费用"}
"""Texts that a new page cuts in two, with other cells in between."""
HAN = re.compile("[\u4e00-\u9fff]")


def _squeezed(text: str) -> str:
    """Return a text without blanks, line ends and numbers of pages."""
    return re.sub(r"\s+|-\d+-", "", text)


def _texts(node: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str, str]]:
    """Yield place, key and words of each typed text; entries of lists go by their names."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _texts(value, (*path, key))
    elif isinstance(node, list):
        for entry in node:
            named = entry if isinstance(entry, dict) else {}
            names = [str(named[key]) for key in ("id", "fund", "code") if key in named]
            yield from _texts(entry, (*path, *names))
    elif isinstance(node, str) and HAN.search(node):
        *places, key = path
        yield ".".join(places).removeprefix("project_expenditure.projects."), key, node


def _is_published(published: str, key: str, text: str) -> bool:
    """Tell whether a text stands in the published document; a reason as a whole, to its end."""
    ends = "。；" if key == "reason" else ("",)
    return any(_squeezed(text) + end in published for end in ends)


def test_the_head_lists_each_text_that_is_not_in_the_published_document() -> None:
    published = _squeezed(PUBLISHED.read_text(encoding="utf-8"))
    texts = list(_texts(load(KORLA)))
    assert len(texts) > 200
    departures = {
        place
        for place, key, text in texts
        if not _is_published(published, key, text) and text not in SPLIT
    }
    assert departures == {
        "revenue.general.own", "project_expenditure", "special-equipment-inspection",
        "quality-infrastructure", "intellectual-property-training", "purposes.201", "purposes.208",
        "three_public.vehicle_operation",
    }  # fmt: skip
    assert [place for place in departures if place not in HEAD] == []


def test_what_the_head_says_of_the_published_document_stands_there() -> None:
    published = _squeezed(PUBLISHED.read_text(encoding="utf-8"))
    quoted = re.findall("“([^”]+)”", re.sub(r"\n# *", "", HEAD.partition("只有下列")[2]))
    assert len(quoted) > 10
    apart = {"绩效工资、退休费、奖励金、差旅费、培训费、其他商品和服务支出", "<>", "〈〉"}
    assert [text for text in quoted if text not in published and text not in apart] == []
