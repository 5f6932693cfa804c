"""The listed defects of three published documents: how many are found, and what else is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from budgetc.audit import Audit, Contradiction, Kind, Quote, audit
from budgetc.published.model import PublishedDocument
from budgetc.published.read import read_published

from .support import LISTS, OFFICIAL
from .transcribed import FINAL, KORLA, PUTUO, transcription, write

SCOPE = frozenset({"arithmetic", "rounding", "text-vs-table", "cross-table"})
"""Of these kinds at least nine in ten are to be found."""

SUSPECT = 30
"""The confidence that finds what may be meant as it is, too."""

SIGNS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    KORLA: {
        "G-314.6": ("314.6", "一、本年收入"),
        "G|表6 301 工资福利支出|合计=Σ叶行": ("277.66", "301 工资福利支出"),
        "G|表5 2210201 / 表6 30113|": ("17.37", "19.53"),
        "G|表5 21011 / 表6 30110+30111+30307|": ("12.71", "10.52"),
        "G-权重": ("90", "权重"),
        "G-71.39": ("71.39%",),
        "G-11.75": ("11.75%",),
        "G|说明五（三）2 市场秩序执法|": ("100%", "5万元"),
        "G|说明五（三）3 质量基础|上年": ("100%", "22万元"),
        "G|说明五（三）6 机关事业单位基本养老保险缴费支出|": ("54.46%",),
        "G|说明十二（一）|": ("71.35%",),
        "G-说明六构成": ("绩效工资", "奖励金", "其他对个人和家庭的补助"),
        "G-说明四": ("退休费", "2080501"),
        "G|说明十二（三）|模板残留": ("经费万元", "或安排购置车辆经费万元"),
        "G|说明二、三、五（一）、五（三）3 对 表7": ("质量基础设施建设", "质量设施基础建设"),
        "G-说明四用途": ("绩效工资", "奖励金", "差旅费", "培训费", "其他商品和服务支出"),
        "G|绩效P0 对 P1|": (">=150家", ">=15家"),
        "G|机构设置|": ("17", "编制数14"),
    },
    PUTUO: {
        "B|编制说明p7 第5项|": ("87.70万元", "877,080.00"),
        "B-7 职业年金": ("887.36万元", "873,617.00"),
        "B|编制说明p7 第8项|": ("其它行政事业单位养老支出",),
        "B|编制说明p7 第9项|": ("78.21万元", "782,164.00"),
        "B|编制说明p7 第10项|": ("204.91万元", "2,049,197.00"),
        "B|编制说明p7 第11项|": ("268.77万元", "2,687,760.00"),
        "B|其他情况说明 四|编报": ("598.46万元", "6,093,114.80"),
        "B|表7 表注 p18|": ("国有资本经营预算支出功能分类预算表", "无政府性基金预算"),
        "B|编制说明 第1项|": ("基本支出", "138,514.80"),
        "B|项目经费情况说明 六|": ("166.66万元", "3.00万元"),
    },
    FINAL: {
        "四-总计": ("0.3万元", "2961.68"),
        "四-持平": ("持平", "减少支付"),
        "五（二）-71.73": ("71.73%",),
        "六-奖励金": ("个人农业生产补贴", "30309 奖励金"),
        "326.71/326.72": ("326.71", "326.72"),
        "五（三）1-基本支出": ("局本部人员经费", "8.37"),
        "五（三）2-基本支出": ("财政业务指导与宣传", "10.00"),
        "七-0/0": ("0%", "因公出国（境）费"),
        "十-598.42": ("598.42万元", "603.14"),
        "四类之和差0.01": ("2940.05", "2106.66"),
        "四类之和差0.0": ("2946.25", "2112.86"),
        "四类之和差0": ("2336.91", "1503.52"),
        "表6-301": ("2082.85", "262.33"),
        "表6-302": ("171.07", "21.21"),
    },
}
"""By the root of each listed defect that is found, what a contradiction quotes that tells of it.

A key may be the beginning of the root.
"""


class Tally(NamedTuple):
    """What was found of the listed defects, and what of what was found is listed.

    Attributes:
        listed: defects of the kinds in scope.
        found: those of them that a contradiction tells of.
        reported: contradictions, each with its consequences.
        true: those of them that tell of a listed defect of any kind.
    """

    listed: int
    found: int
    reported: int
    true: int
    missed: tuple[str, ...]
    strange: tuple[str, ...]


def _document(tmp_path: Path, name: str) -> PublishedDocument:
    read = read_published(write(tmp_path, name), LISTS.printed)
    assert isinstance(read, PublishedDocument)
    return read


def _tally(made: Audit, name: str, severities: frozenset[str]) -> Tally:
    found_by: dict[str, list[Contradiction]] = {}
    strange: list[str] = []
    for one in made.contradictions:
        roots = [root for root, signs in SIGNS[name].items() if _tells(one, signs)]
        for root in roots:
            found_by.setdefault(root, []).append(one)
        if not roots:
            strange.append(str([(quote.text, quote.where) for quote in one.quotes]))
    defects = [
        defect
        for defect in transcription(name)["defects"]
        if defect["kind"] in SCOPE and defect["severity"] in severities
        if not _is_unseen(name, defect["where"])
    ]
    missed = [
        f"{defect['where']}: {defect['printed']}"
        for defect in defects
        if not any(defect["root"].startswith(root) for root in found_by)
    ]
    return Tally(
        len(defects),
        len(defects) - len(missed),
        len(made.contradictions),
        len(made.contradictions) - len(strange),
        tuple(missed),
        tuple(strange),
    )


def _is_unseen(name: str, where: str) -> bool:
    """Tell whether a defect is in text that no reader sees: the items repeated on p. 8."""
    return name == PUTUO and where.startswith("编制说明p8")


def _tells(one: Contradiction, signs: Sequence[str]) -> bool:
    said = [f"{quote.text} {quote.where}" for quote in _quotes(one)]
    return all(any(sign in text for text in said) for sign in signs)


def _quotes(one: Contradiction) -> Iterator[Quote]:
    yield from one.quotes
    for other in one.consequences:
        yield from _quotes(other)


def _sum(tallies: Sequence[Tally]) -> Tally:
    return Tally(
        sum(tally.listed for tally in tallies),
        sum(tally.found for tally in tallies),
        sum(tally.reported for tally in tallies),
        sum(tally.true for tally in tallies),
        tuple(line for tally in tallies for line in tally.missed),
        tuple(line for tally in tallies for line in tally.strange),
    )


def test_nine_of_ten_defects_are_found_and_hardly_anything_else_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    audits = {
        name: audit(_document(tmp_path, name), LISTS, OFFICIAL) for name in (KORLA, PUTUO, FINAL)
    }
    sure = _sum(
        [
            _tally(made.told(50, with_effects=False), name, frozenset({"error"}))
            for name, made in audits.items()
        ]
    )
    every = _sum(
        [
            _tally(made.told(SUSPECT, with_effects=True), name, frozenset({"error", "suspect"}))
            for name, made in audits.items()
        ]
    )
    with capsys.disabled():
        for title, tally in (("errors, by default", sure), ("with suspects", every)):
            print(  # noqa: T201  # these two figures are what the test is for
                f"\n{title}: recall {tally.found}/{tally.listed} = "
                f"{tally.found / tally.listed:.1%}, precision {tally.true}/{tally.reported} = "
                f"{tally.true / tally.reported:.1%}"
            )
    assert sure.strange == ()
    assert sure.found / sure.listed >= 0.9, sure.missed
    assert every.found / every.listed >= 0.9, every.missed
    assert every.true / every.reported >= 0.95, every.strange


@pytest.mark.parametrize("name", [KORLA, PUTUO, FINAL])
def test_effects_of_rounding_are_told_apart(tmp_path: Path, name: str) -> None:
    made = audit(_document(tmp_path, name), LISTS, OFFICIAL)
    effects = [one for one in made.contradictions if one.kind is Kind.EFFECT]
    assert len(effects) == {KORLA: 1, PUTUO: 0, FINAL: 9}[name]
    assert not any(
        one.kind is Kind.EFFECT for one in made.told(0, with_effects=False).contradictions
    )
