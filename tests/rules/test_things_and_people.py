"""What rules about procurement, assets, staff, funds and units say, and when they say nothing.

The places and the words are shown by `tests/examples`; here are the boundaries, and why a rule that
lacks something is not judged.
"""

from __future__ import annotations

import re

import pytest

from budgetc.diagnostics import Severity
from budgetc.diagnostics.messages import ENGLISH, Translator
from budgetc.rules import Outcome, RuleResult
from tests.support import KORLA, MINIMAL, ROOT, compile_text, minimal_with, with_change


def result(code: str, source: str, last: str = "") -> RuleResult:
    """Return what becomes of one rule over a source."""
    results = {result.rule: result for result in compile_text(source, last=last).results}
    return results[code]


def fails(code: str, source: str, last: str = "") -> bool:
    """Tell whether a rule finds something in a source."""
    return result(code, source, last).outcome is Outcome.FAILED


def staffed(people: int, posts: int = 20) -> str:
    """Return the minimal source with people in service."""
    old = "department:\n  name: 某某局\n"
    staff = f"  staff: {{establishment: {posts}, in_service: {{current: {people}}}}}\n"
    return minimal_with(old, old + staff)


NOTHING = Outcome.NOT_APPLICABLE
LACKING = Outcome.NOT_EVALUATED

SUMS = "procurement: {goods: 1}\n"
STAFF_OF_TEAM = "{establishment: 9, in_service: {current: 2, prior: 2}}"
LINES = (
    "procurement:\n  lines:\n"
    "    - {item: 场地, category: services, amount: 1, project: training, small_and_medium: 1}\n"
)
EMPTY = "procurement: {goods: 0}\n"

NOT_JUDGED = [
    *((code, "", NOTHING) for code in ("GOV002", "GOV003", "GOV004", "GOV005", "GOV006", "GOV007")),
    *((code, EMPTY, NOTHING) for code in ("GOV003", "GOV004", "GOV005", "GOV006", "GOV007")),
    *((code, SUMS, LACKING) for code in ("GOV002", "GOV004", "GOV006", "GOV007")),
    ("GOV007", LINES, NOTHING),
    ("GOV009", LINES, NOTHING),
    *((f"AST00{n}", "", NOTHING) for n in (2, 3, 4, 5, 6, 7)),
    ("AST002", "assets: {vehicles: 0, planned_vehicles: {}}\n", NOTHING),
    ("AST002", "assets: {vehicles: 1}\n", LACKING),
    ("AST002", "assets: {vehicles: 0, planned_vehicles: {other: 1}}\n", LACKING),
    ("AST002", "assets: {planned_vehicles: {other: 1}, authorised_vehicles: 1}\n", LACKING),
    ("AST003", "assets: {vehicles: 1}\n", LACKING),
    ("AST003", "assets: {vehicles_by_use: {other: 1}}\n", LACKING),
    ("AST004", "assets: {vehicles: 0}\n", LACKING),
    ("AST005", "assets: {large_equipment: 1}\n", LACKING),
    ("AST006", "assets: {planned_large_equipment: 0}\n", NOTHING),
    ("AST007", "assets: {furniture_value: 1}\n", NOTHING),
    ("AST007", "assets: {vehicles: 1}\n", LACKING),
    ("AST007", "assets: {building_area: 1}\n", LACKING),
    ("STF002", "", NOTHING),
    ("STF003", "", NOTHING),
    ("CAR002", "", NOTHING),
    ("CAR004", "", NOTHING),
    ("PUB005", "", LACKING),
    ("PUB006", "", NOTHING),
    ("PUB007", "", NOTHING),
    ("PUB014", "", NOTHING),
    ("ROL003", "", NOTHING),
]


@pytest.mark.parametrize(("code", "tail", "outcome"), NOT_JUDGED)
def test_a_rule_that_lacks_something_is_not_judged(code: str, tail: str, outcome: Outcome) -> None:
    assert result(code, MINIMAL + tail).outcome is outcome


@pytest.mark.parametrize("code", ["STF003", "AST007"])
def test_people_alone_are_not_enough(code: str) -> None:
    outcome = result(code, staffed(10) + "assets: {building_area: 1, vehicles: 1}\n").outcome
    assert outcome is LACKING


def _bought(category: str, amount: str, reserved: str) -> str:
    # Enough money that no other rule matters.
    return MINIMAL + (
        "procurement:\n  lines:\n    - {item: 建设, project: training, "
        f"category: {category}, amount: {amount}, small_and_medium: {reserved}}}\n"
    )


@pytest.mark.parametrize(
    ("category", "amount", "reserved", "wrong"),
    [
        ("goods", "200", "199.99", True),
        ("goods", "200.01", "60.01", False),
        ("goods", "200.01", "60.003", False),
        ("goods", "200.01", "60.002999", True),
        ("services", "200", "60", True),
        ("works", "400", "120", True),
        ("works", "400.01", "121", False),
    ],
)
def test_a_small_lot_is_up_to_the_threshold(
    category: str, amount: str, reserved: str, *, wrong: bool
) -> None:
    assert fails("GOV004", _bought(category, amount, reserved)) is wrong


@pytest.mark.parametrize(
    ("sums", "wrong"),
    [
        ("goods: 100, services: 100, reserved_small_and_medium: 199", True),
        ("goods: 100, services: 100.01, reserved_small_and_medium: 60.01", False),
        ("goods: 100, services: 100.01, reserved_small_and_medium: 60", True),
        ("goods: 100, works: 400, reserved_small_and_medium: 499", True),
        ("goods: 100, works: 401, reserved_small_and_medium: 220.30", False),
    ],
)
def test_of_sums_only_the_least_is_asked(sums: str, *, wrong: bool) -> None:
    assert fails("GOV004", f"{MINIMAL}procurement: {{{sums}}}\n") is wrong


def test_what_more_than_the_share_is_reserved_is_asked_for_no_more_of() -> None:
    line = "amount: 600, small_and_medium: 400"
    source = _bought("services", "600", "400")
    assert not fails("GOV004", with_change(source, line, f"{line}, small_and_micro: 108"))
    assert fails("GOV004", with_change(source, line, f"{line}, small_and_micro: 107.99"))


def test_an_office_without_projects_buys_out_of_basic_expenditure() -> None:
    start, end = MINIMAL.index("project_expenditure:"), MINIMAL.index("issued:")
    source = MINIMAL[:start] + MINIMAL[end:]
    for old, new in (("amount: 12.00", "amount: 10.00"), ("30101", "30201")):
        source = with_change(source, old, new)
    assert not fails("GOV005", f"{source}procurement: {{goods: 9}}\n")
    assert fails("GOV005", f"{source}procurement: {{goods: 9.01}}\n")


@pytest.mark.parametrize(
    ("operator", "target", "wrong"),
    [("=", "100", True), (">=", "0.5", True), ("=", "0", False), ("<=", "100", False)],
)
def test_only_a_rate_above_nothing_is_a_promise(operator: str, target: str, *, wrong: bool) -> None:
    line = (
        f'{{category: 数量, name: 政府采购率, operator: "{operator}", target: {target}, '
        'unit: "%", weight: 10}'
    )
    source = minimal_with("weight: 90}\n", f"weight: 80}}\n          - {line}\n")
    bought = LINES.replace("project: training", "economic: 30101")
    assert fails("GOV009", source + bought) is wrong


def test_of_a_line_with_two_payers_the_project_pays() -> None:
    both = LINES.replace("project: training", "project: training, economic: 31002")
    assert not fails("GOV005", MINIMAL + both)
    assert not fails("GOV006", MINIMAL + both)


@pytest.mark.parametrize(
    "assets",
    [
        "building_area: 1, building_value: 1",
        "vehicles: 1, vehicle_value: 1",
        "vehicles: 1, vehicles_by_use: {other: 1}",
    ],
)
def test_one_pair_is_enough_to_be_judged(assets: str) -> None:
    assert result("AST003", f"{MINIMAL}assets: {{{assets}}}\n").outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("assets", "severity"),
    [
        ("vehicles: 0, vehicle_value: 1", Severity.ERROR),
        ("vehicles: 1, vehicle_value: 0", Severity.WARNING),
    ],
)
def test_what_is_held_without_value_may_be_lent(assets: str, severity: Severity) -> None:
    (found,) = result("AST003", f"{MINIMAL}assets: {{{assets}}}\n").findings
    assert found.severity is severity


def test_vehicles_by_use_are_the_vehicles_held() -> None:
    assets = "assets: {vehicles_by_use: {other: 2}, authorised_vehicles: 1}\n"
    assert fails("AST002", MINIMAL + assets)


def test_equipment_of_exactly_the_money_has_its_money() -> None:
    item = "{item: 场地, amount: 1.50"
    source = minimal_with(item, "{item: 设备, economic: 31003, amount: 150")
    planned = "assets: {planned_large_equipment: 2, planned_very_large_equipment: 1}\n"
    assert not fails("AST006", source + planned)
    short = with_change(source, "amount: 150}", "amount: 149.99}")
    assert fails("AST006", short + planned)


@pytest.mark.parametrize(("people", "wrong"), [(10, False), (13, True), (8, True), (12, False)])
def test_the_cost_of_a_person_may_change_by_a_fifth(people: int, *, wrong: bool) -> None:
    last = with_change(staffed(10), "year: 2024", "year: 2023")
    # The wages stay as they are, so a tenth more people cost a tenth less each.
    found = result("STF003", staffed(people), last)
    assert (found.outcome is Outcome.FAILED) is wrong
    words = "go down" if people > 10 else "go up"
    assert all(words in ENGLISH(f.message) for f in found.findings)


def test_a_fifth_more_exactly_is_no_finding() -> None:
    # 12 people then, 10 now, the same wages: 12 / 10 is a fifth more a head.
    last = with_change(staffed(12), "year: 2024", "year: 2023")
    assert not fails("STF003", staffed(10), last)


def test_last_year_without_people_is_not_judged() -> None:
    last = with_change(MINIMAL, "year: 2024", "year: 2023")
    assert result("STF003", staffed(10), last).outcome is LACKING


def test_last_year_without_wages_is_not_judged() -> None:
    last = with_change(staffed(10), "year: 2024", "year: 2023")
    last = last.replace("30101", "30301").replace("30113", "30302")
    assert result("STF003", staffed(10), last).outcome is LACKING


@pytest.mark.parametrize(
    ("earlier", "outcome"), [((), LACKING), (("team/2023.yaml",), Outcome.FAILED)]
)
def test_the_people_of_units_count_in_the_cost_a_head(
    earlier: tuple[str, ...], outcome: Outcome
) -> None:
    """Where last year's source does not have the unit, its wages are not those of all of them."""
    listed = "  subordinate_units: [{id: team}]\n"
    whole, before = (with_change(staffed(n), "  staff:", f"{listed}  staff:") for n in (20, 10))
    unit = with_change(MINIMAL, "year: 2024", "kind: unit\nyear: 2024")
    team = with_change(unit, "  name: 某某局\n", f"  name: 某某队\n  staff: {STAFF_OF_TEAM}\n")
    last = with_change(before if earlier else staffed(10), "year: 2024", "year: 2023")
    then = with_change(team, "year: 2024", "year: 2023")
    beside = {"team/2024.yaml": team, **dict.fromkeys(earlier, then)}
    compiled = compile_text(whole, last=last, beside=beside)
    outcomes = {result.rule: result.outcome for result in compiled.results}
    assert outcomes["STF003"] is outcome


def test_money_of_units_without_sources_is_not_judged() -> None:
    revenue = "  - {fund: general.own, amount: 12.00}\n"
    source = minimal_with(revenue, f"{revenue}  - {{fund: unit_funds.business, amount: 2}}\n")
    assert result("CAR004", source).outcome is LACKING
    name = "department:\n  name: 某某局\n"
    assert fails("CAR004", with_change(source, name, f"{name}  subordinate_units: []\n"))
    assert fails("CAR004", with_change(source, "year: 2024", "kind: unit\nyear: 2024"))
    listed = with_change(source, name, f"{name}  subordinate_units: [{{name: 某某所}}]\n")
    assert result("CAR004", listed).outcome is LACKING


def test_units_none_of_which_has_a_source_are_not_judged() -> None:
    name = "department:\n  name: 某某局\n"
    listed = minimal_with(name, f"{name}  subordinate_units: [{{name: 某某所}}]\n")
    assert result("PUB007", listed).outcome is LACKING


PUTUO = (ROOT / "budgets/putuo-finance-bureau/2025.yaml").read_text(encoding="utf-8")


def test_what_the_document_asks_for_is_not_asked_for_twice() -> None:
    silent = re.sub(r"  reserved_small_and_\w+: 40\n", "", KORLA)
    assert result("GOV003", silent).outcome is LACKING
    partial = re.sub(r"^  plan: .*\n", "", PUTUO, flags=re.MULTILINE)
    assert result("PUB014", PUTUO).outcome is Outcome.PASSED
    assert result("PUB014", partial).outcome is LACKING


def test_accounts_are_asked_for_the_key_that_they_have() -> None:
    accounts = (ROOT / "budgets/putuo-finance-bureau/2024-final.yaml").read_text(encoding="utf-8")
    silent = re.sub(r"^operating_cost:\n(  .*\n)+", "", accounts, flags=re.MULTILINE)
    (found,) = (one for one in compile_text(silent).findings if one.code == "PUB009")
    assert found.hint is not None
    assert found.hint.in_words(Translator("en")) == (
        "add operating_cost: {prior_outturn: , reason: } with last year's amount and the reason"
    )
    assert found.hint.in_words(Translator("zh")) == (
        "补填 operating_cost: {prior_outturn: , reason: }："
        "prior_outturn 填上年数，reason 填增减原因"
    )
