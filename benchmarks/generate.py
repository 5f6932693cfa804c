"""A source as large as the large real ones: about 400 amounts, 25 projects, nothing wrong in it.

Every name and amount is made up, and the same in each run. The number of the department stands in
its texts and moves its amounts, so that two generated departments share little.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

PROJECTS = 25
ALLOCATIONS = 9
HUNDREDTH = 10_000
"""分 in one hundredth of a 万元, the step of all amounts here."""

_FUNCTIONS = (
    2013802, 2013803, 2013804, 2013805, 2013808, 2013810, 2013812, 2013813, 2013815, 2013816,
    2013850, 2013899, 2010301, 2010302, 2010303, 2010350, 2060401, 2060404, 2060499, 2080501,
    2080502, 2080599, 2120101, 2120102, 2120104, 2120199, 2130501, 2130504, 2130505, 2130599,
    2210202, 2210203,
)  # fmt: skip
_REMAINDER_FUNCTION = 2013801
"""Takes what the economic items come to beyond the other function items."""

_ECONOMIC = (
    30101, 30102, 30103, 30106, 30107, 30112, 30114, 30199, 30201, 30202, 30203, 30204, 30205,
    30206, 30207, 30208, 30209, 30211, 30212, 30213, 30214, 30215, 30216, 30217, 30218, 30224,
    30225, 30226, 30227, 30228, 30229, 30231, 30239, 30240, 30299, 30301, 30302, 30303, 30304,
    30305, 30309, 30399, 31002, 31003,
)  # fmt: skip
_PAIRS = (
    (2080505, 30108), (2080506, 30109), (2101101, 30110), (2101103, 30111), (2101102, 30307),
    (2210201, 30113),
)  # fmt: skip
"""Function items and the economic items that hold the same money."""

_CLASSES = (201, 206, 208, 210, 212, 213, 221)
_PROJECT_FUNCTIONS = (2013805, 2013810, 2013815, 2013816, 2060404, 2120104, 2130504)
_PROJECT_ECONOMIC = (302, 302, 30227, 310, 30213)
_FUNDS = {
    3: "general.transfer",
    7: "unit_funds.business",
    11: "carry_over.general",
    15: "general.transfer",
    19: "unit_funds.other",
}
"""The funds of the projects that are not paid from `general.own`, by their place."""

_SUBJECTS = ("隐患排查", "质量抽检", "专项整治", "标准化建设", "检验检测", "平台运维", "宣传培训")
_ITEMS = ("劳务费", "印刷费", "设备费", "委托费", "差旅费", "会议费", "材料费", "租赁费", "其他")
_INDICATORS = (
    ("数量指标", "完成检查数量", ">=", "家", 20),
    ("质量指标", "问题整改率", ">=", '"%"', 20),
    ("经济成本指标", "单位成本", "<=", "元", 20),
    ("社会效益指标", "结果公开率", ">=", '"%"', 20),
    ("满意度指标", "服务对象满意度", ">=", '"%"', 10),
)
_DIMENSIONS = ("运行成本", "管理效率", "履职效能", "社会效益", "可持续发展能力", "服务对象满意度")


@dataclass(frozen=True, slots=True)
class Generated:
    """A generated source.

    Attributes:
        amounts: how many amounts of money stand in it, last year's included.
        total: what its expenditure comes to, in 分.
    """

    text: str
    amounts: int
    total: int


def generate(number: int = 1, projects: int = PROJECTS) -> Generated:
    """Return the source of one made-up department, with so many projects."""
    writer = _Writer(number)
    basic = _basic(writer)
    lines_of_projects, by_fund = _projects(writer, projects)
    by_fund["general.own"] += basic.total
    lines = [
        "# 性能测试用的生成数据，不是任何单位的预算；名称和金额均为虚构。",
        *("jurisdiction: xinjiang", "year: 2024", "unit: 万元"),
        *_department(number),
        *_revenue(writer, by_fund),
        *basic.lines,
        *lines_of_projects,
        *_remaining(writer, by_fund["carry_over.general"]),
    ]
    return Generated("\n".join(lines) + "\n", writer.amounts, sum(by_fund.values()) * HUNDREDTH)


@dataclass(frozen=True, slots=True)
class _Basic:
    lines: list[str]
    total: int


class _Writer:
    """Draws made-up numbers, and counts the amounts that are written.

    Attributes:
        spent_last_year: last year's expenditure of each fund, in hundredths of a 万元.
    """

    def __init__(self, number: int) -> None:
        self.number = number
        self.amounts = 0
        self.spent_last_year: Counter[str] = Counter()
        self._state = number * 7_919 + 104_729

    def draw(self, low: int, high: int) -> int:
        """Return the next number from a range."""
        self._state = (self._state * 1_103_515_245 + 12_345) % 2**31
        return low + (self._state >> 8) % (high - low)

    def money(self, hundredths: int) -> str:
        """Return an amount as it is written in a source."""
        self.amounts += 1
        return f"{hundredths // 100}.{hundredths % 100:02d}"

    def spent(self, low: int, high: int, fund: str = "general.own") -> str:
        """Return an amount of last year's expenditure, drawn from a range, as it is written."""
        hundredths = self.draw(low, high)
        self.spent_last_year[fund] += hundredths
        return self.money(hundredths)


def _department(number: int) -> list[str]:
    return [
        "department:",
        f"  name: 样例{number}市生成数据管理局",
        "  functions:",
        *(f"    - text: 负责样例{number}第{i}项工作的组织实施和监督管理" for i in range(1, 13)),
        f"  offices: [{', '.join(f'样例{number}业务{i}科' for i in range(1, 9))}]",
        "  subordinate_units:",
        f"    - {{name: 样例{number}市数据中心, type: civil_service}}",
        f"    - {{name: 样例{number}市检验所, type: civil_service}}",
        "  staff:",
        "    establishment: 120",
        "    in_service: {current: 117, prior: 110}",
        "    retired: {current: 41, prior: 43}",
        "    honorary_retired: {current: 1, prior: 1}",
    ]


def _revenue(writer: _Writer, by_fund: Counter[str]) -> list[str]:
    """Return the revenue lines; last year, too, they come to what was spent."""
    funds = sorted(fund for fund in by_fund if not fund.startswith("carry_over"))
    prior = writer.spent_last_year
    return [
        "revenue:",
        *(
            f"  - {{fund: {fund}, amount: {writer.money(by_fund[fund])}, "
            f"prior: {writer.money(prior[fund])}, reason: {fund}样例任务增加}}"
            for fund in funds
        ),
    ]


def _basic(writer: _Writer) -> _Basic:
    function = {code: writer.draw(500, 20_000) for code in _FUNCTIONS}
    economic = {code: writer.draw(20_000, 60_000) for code in _ECONOMIC}
    for function_code, economic_code in _PAIRS:
        function[function_code] = economic[economic_code] = writer.draw(2_000, 40_000)
    function[2080506] = economic[30109] = function[2080505] // 2
    function[2080501] = economic[30301] + economic[30302]
    total = sum(economic.values())
    function[_REMAINDER_FUNCTION] = total - sum(function.values())
    lines = [
        "basic_expenditure:",
        "  reason: 样例人员增加",
        "  by_function:",
        *(
            f"    - {{code: {code}, amount: {writer.money(amount)}, "
            f"prior: {writer.spent(100, 30_000)}, reason: {code}样例基数调整}}"
            for code, amount in sorted(function.items())
        ),
        "  by_economic:",
        *(
            f"    - {{code: {code}, amount: {writer.money(amount)}}}"
            for code, amount in sorted(economic.items())
        ),
    ]
    return _Basic(lines, total)


def _projects(writer: _Writer, count: int) -> tuple[list[str], Counter[str]]:
    lines = ["project_expenditure:", "  reason: 样例项目数量增加", "  projects:"]
    by_fund: Counter[str] = Counter()
    for place in range(count):
        fund = _FUNDS.get(place, "general.own")
        amounts = [writer.draw(100, 9_000) for _ in range(ALLOCATIONS)]
        by_fund[fund] += sum(amounts)
        lines += _project(writer, place, fund, amounts)
    return lines, by_fund


def _spent_by(writer: _Writer, fund: str) -> str:
    """Return what a fund paid last year; what is carried over paid for something else then."""
    return writer.money(0) if fund.startswith("carry_over") else writer.spent(0, 5_000, fund)


def _project(writer: _Writer, place: int, fund: str, amounts: list[int]) -> list[str]:
    subject = f"样例{writer.number}第{place + 1}号{_pick(_SUBJECTS, place)}"
    return [
        f"    - id: project-{place + 1}",
        f"      name: {subject}",
        f"      function: {_pick(_PROJECT_FUNCTIONS, place)}",
        f"      economic: {_pick(_PROJECT_ECONOMIC, place)}",
        f"      fund: {fund}",
        f"      prior: {_spent_by(writer, fund)}",
        f"      reason: 样例第{place + 1}项任务增加",
        f"      legal_basis: [《样例{writer.number}法规之{place + 1}》]",
        "      allocation:",
        *(
            f"        - {{item: {item}, amount: {writer.money(amount)}}}"
            for item, amount in zip(_ITEMS, amounts, strict=True)
        ),
        "      period: {start: 2024-01-01, end: 2024-12-31}",
        "      responsible: 样例人",
        "      targets:",
        f"        goal: 完成{subject}的全部工作，按期验收。",
        "        indicators:",
        *(
            f'          - {{category: {category}, name: {name}, operator: "{operator}", '
            f"target: {writer.draw(50, 100)}, unit: {unit}, weight: {weight}, "
            "scoring: 比例, evidence: 资料}"
            for category, name, operator, unit, weight in _INDICATORS
        ),
    ]


def _pick(values: tuple[object, ...], place: int) -> object:
    return values[place % len(values)]


def _procurement(writer: _Writer) -> list[str]:
    goods, works, services = (writer.draw(100, 90_000) for _ in range(3))
    reserved = writer.money(goods + works + services)
    return [
        "procurement:",
        f"  goods: {writer.money(goods)}",
        f"  works: {writer.money(works)}",
        f"  services: {writer.money(services)}",
        f"  reserved_small_and_medium: {reserved}",
        f"  reserved_small_and_micro: {reserved}",
    ]


def _remaining(writer: _Writer, carried: int) -> list[str]:
    return [
        "purposes:",
        *(
            f"  - {{code: {code}, text: 样例{writer.number}第{code}类的人员和运行}}"
            for code in _CLASSES
        ),
        "three_public:",
        f"  abroad: {{prior: {writer.money(0)}, reason: 样例出访增加}}",
        f"  vehicle_purchase: {{prior: {writer.money(0)}, reason: 样例未购车}}",
        f"  vehicle_operation: {{prior: {writer.money(8_000)}, reason: 样例车辆增加}}",
        f"  reception: {{prior: {writer.money(9_000)}, reason: 样例接待增加}}",
        "  approval: 样例〔2024〕1号",
        f"operating_cost: {{prior: {writer.money(90_000)}, reason: 样例人员增加}}",
        *_procurement(writer),
        "assets:",
        *(
            f"  {key}: {writer.money(writer.draw(100, 90_000))}"
            for key in ("building_value", "vehicle_value", "furniture_value", "other_value")
        ),
        *("  building_area: 2400", "  vehicles: 8", "  large_equipment: 2"),
        *("  very_large_equipment: 1", "  planned_large_equipment: 0"),
        "  planned_very_large_equipment: 0",
        "carry_over:",
        "  - item: 样例结转",
        "    fund: carry_over.general",
        "    kind: project",
        f"    amount: {writer.money(carried)}",
        "performance:",
        "  contact: 样例人",
        '  phone: "0000000"',
        f"  goal: 完成样例{writer.number}的全年工作，资金使用合规，服务对象满意。",
        "  indicators:",
        *(
            f"    - {{dimension: {dimension}, category: 数量指标, name: 样例工作{number}, "
            f'operator: ">=", target: {writer.draw(5, 500)}, unit: 次, weight: 15, basis: 计划}}'
            for number, dimension in enumerate(_DIMENSIONS, 1)
        ),
        "other_matters: [样例数据由程序生成，不代表任何单位]",
        "issued: 2024-02-08",
    ]
