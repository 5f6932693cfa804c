"""Figures by the words of print, where they mean one figure; else the ids of those they mean."""

from __future__ import annotations

import pytest

from budgetc.document.called import ids_called, known_names, near_names, with_amounts
from budgetc.document.figures import figures_by_id
from tests.support import KORLA, document_of

DOCUMENT = document_of(KORLA)


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("T6!302.合计", "T6!302.total"),
        ("表6!302.合计", "T6!302.total"),
        ("表 6 ！３０２．合计", "T6!302.total"),
        ("一般公共预算基本支出情况表!商品和服务支出.合计", "T6!302.total"),
        ("T6!302.public", "T6!302.public"),
        ("T6!302商品和服务支出.公用经费", "T6!302.public"),
        ("支出总计", "T1!total.2.amount"),
        ("收入总计", "T1!total.amount"),
        ("办公费", "T6!30201.total"),
        ("基本支出", "basic"),
        ("机关运行经费", "operating_cost"),
        ("“ 三公 ” 经费", "three_public"),
        ("政府采购", "procurement.total"),
    ],
)
def test_a_name_means_a_figure(name: str, id_: str) -> None:
    assert ids_called(DOCUMENT, name) == (id_,)


def test_a_name_of_several_figures_means_each_that_differs() -> None:
    assert ids_called(DOCUMENT, "合计")[:2] == ("T2!total.total", "T3!total.basic")


def test_ids_are_told_with_their_amounts() -> None:
    assert with_amounts(DOCUMENT, ("T2!total.total", "T9!x")) == (
        "T2!total.total = 314.66万元",
        "T9!x",
    )


def test_a_name_of_nothing() -> None:
    assert ids_called(DOCUMENT, "飞机") == ()
    assert ids_called(DOCUMENT, "T99!302.合计") == ()


def test_a_name_with_a_slip() -> None:
    assert near_names(DOCUMENT, "支出合计") == ("支出总计 (T1!total.2.amount)",)
    assert near_names(DOCUMENT, "机关运行费") == ("机关运行经费 (operating_cost)",)


def test_names_that_are_offered_mean_something() -> None:
    offered = list(known_names(DOCUMENT))
    assert {"T6!302.合计", "人员经费"} <= set(offered)
    known = figures_by_id(DOCUMENT)
    for name in offered[::97]:
        assert all(id_ in known or id_.startswith("T") for id_ in ids_called(DOCUMENT, name))
        assert ids_called(DOCUMENT, name)
