"""A source larger than most real ones: about 400 amounts, 25 projects, nothing wrong in it.

Every name and every amount is made up here, the same in each run; a number in front keeps two
generated departments from sharing a text or an amount.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

PROJECTS = 25
ALLOCATIONS = 9

_FUNCTIONS = (
    2013801, 2013802, 2013803, 2013804, 2013805, 2013808, 2013810, 2013812, 2013813, 2013815,
    2013816, 2013850, 2013899, 2010301, 2010302, 2010303, 2010350, 2060401, 2060404, 2060499,
    2080501, 2080502, 2080505, 2080506, 2080599, 2101101, 2101102, 2101103, 2101199, 2120101,
    2120102, 2120104, 2120199, 2130501, 2130504, 2130505, 2130599, 2210201, 2210202, 2210203,
)  # fmt: skip
"""Function items of basic expenditure. The first one takes what the economic items leave over."""

_ECONOMIC = (
    30101, 30102, 30103, 30106, 30107, 30108, 30109, 30110, 30111, 30112, 30113, 30114, 30199,
    30201, 30202, 30203, 30204, 30205, 30206, 30207, 30208, 30209, 30211, 30212, 30213, 30214,
    30215, 30216, 30217, 30218, 30224, 30225, 30226, 30227, 30228, 30229, 30231, 30239, 30240,
    30299, 30301, 30302, 30303, 30304, 30305, 30307, 30309, 30399, 31002, 31003,
)  # fmt: skip
_EQUAL = {2080505: (30108,), 2080506: (30109,), 2210201: (30113,)}
"""Function items that hold the same money as these economic items."""

_MEDICAL = (2101101, 2101102, 2101103)
_MEDICAL_ECONOMIC = (30110, 30111, 30307)

_PROJECT_FUNCTIONS = (2013805, 2013810, 2013815, 2013816, 2060404, 2120104, 2130504)
_PROJECT_ECONOMIC = (302, 302, 30227, 310, 30213)
_FUNDS = {
    3: "general.transfer",
    7: "unit_funds.business",
    11: "carry_over.general",
    15: "general.transfer",
    19: "unit_funds.other",
}
"""The funds of the projects that are not paid from `general.own`, by their number."""

_CLASSES = (201, 206, 208, 210, 212, 213, 221)
_SUBJECTS = ("隐患排查", "质量抽检", "专项整治", "标准化建设", "检验检测", "信息化运行维护", "宣传培训")
_ITEMS = ("劳务费", "印刷费", "设备购置", "委托业务费", "差旅费", "会议费", "材料费", "租赁费", "其他")
_INDICATORS = (
    ("数量指标", "完成检查数量", ">=", "家", 30),
    ("质量指标", "问题整改率", ">=", '"%"', 20),
    ("经济成本指标", "单位成本", "<=", "元", 20),
    ("满意度指标", "服务对象满意度", ">=", '"%"', 20),
)


@dataclass(frozen=True, slots=True)
class Generated:
    """A generated source and what its parts must add up to, in 分.

    Attributes:
        amounts: how many amounts of money were written, last year's included.
    """

    text: str
    amounts: int
    total: int


class _Writer:
    """Collects lines, and draws amounts."""

    def __init__(self, number: int) -> None:
        self.lines: list[str] = []
        self.amounts = 0
        self._state = number * 7919 + 104_729

    def draw(self, low: int, high: int) -> int:
        """Return the next made-up number of a range."""
        self._state = (self._state * 1_103_515_245 + 12_345) % 2**31
        return low + (self._state >> 8) % (high - low)

    def money(self, fen: int) -> str:
        """Return an amount in 万元."""
        self.amounts += 1
        return f"{fen // 1_000_000}.{fen % 1_000_000 // 100:04d}".rstrip("0").rstrip(".")

    def add(self, *lines: str) -> None:
        """Write lines."""
        self.lines.extend(lines)


def generate(number: int = 1) -> Generated:
    """Return the source of the made-up department of a number."""
    raise NotImplementedError
