"""The lists of `schema/code_rules.json` speak of codes and funds that there are."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.classification import load_catalogue
from budgetc.lists import load_lists
from tests.support import RESOURCES

_LOADED, _ = load_lists(RESOURCES)
assert _LOADED is not None
RULES = _LOADED.codes
LISTS = load_catalogue(RESOURCES, 2024)


def function_codes() -> Iterator[str]:
    yield from RULES.retirement.function
    yield from RULES.occupational_pension.pension
    yield from RULES.occupational_pension.annuity
    for fund_rule in RULES.funds:
        yield from fund_rule.functions
    yield from RULES.unit_types
    for topic in RULES.topics:
        yield from topic.functions


def economic_codes() -> Iterator[str]:
    yield from (*RULES.retirement.economic, *RULES.group_exceptions)
    yield from (RULES.purchases.economic, *RULES.purchases.exempt)


def test_codes_are_listed() -> None:
    functions, items = tuple(function_codes()), tuple(economic_codes())
    assert len(functions) > 40
    assert [code for code in functions if code not in LISTS.function] == []
    assert [code for code in items if code not in LISTS.economic] == []


def test_funds_are_those_of_the_list() -> None:
    funds = {fund for rule in RULES.funds for fund in rule.funds}
    assert funds <= LISTS.fund.entries.keys()


def test_functions_of_a_fund_are_no_other_funds() -> None:
    prefixes = [code for rule in RULES.funds for code in rule.functions]
    assert len(prefixes) == len(set(prefixes))
    for code, entry in LISTS.function.entries.items():
        if code.startswith(tuple(prefixes)):
            continue
        # What is named after a fund that pays for it stands in the list of such functions.
        assert not (entry.level == "款" and entry.name.endswith("基金安排的支出")), code


def test_a_topics_names_are_among_its_own_words() -> None:
    for topic in RULES.topics:
        for name in topic.names:
            assert any(word in name for word in topic.words), name
