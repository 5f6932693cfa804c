"""The schema of sources is put together: an envelope, sections, and what the lists say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from budgetc.classification import written_codes
from budgetc.classification.codes import read_code_list
from budgetc.schema.assemble import Choice, Vocabulary, assemble
from tests.support import SCHEMA

FUNDS = (
    Choice("own", "own money", "自有资金"),
    Choice("kept", "kept money", "结转资金", frozenset({"kept"})),
)
CODES = read_code_list("code,name,level,parent\n51,Staff,group,\n51000,Wages,item,51\n")
WORDS = Vocabulary(
    {"fund": FUNDS, "unit": (Choice("$"), Choice("€"))},
    {"fund": FUNDS[0]},
    lambda _, levels: written_codes((CODES,), levels),
    amounts={"planned": {"$ref": "#/$defs/amount"}},
)


OWN, KEPT = "own money\n自有资金", "kept money\n结转资金"


def _assembled(definition: dict[str, Any]) -> Any:
    envelope = {
        "x-sections-after": "a",
        "required": ["a"],
        "properties": {"a": {}, "z": {}},
        "$defs": {"amount": {"type": "number"}},
    }
    sections = {"required": ["m"], "properties": {"m": {}}, "$defs": {"part": definition}}
    return assemble(envelope, sections, WORDS)


def test_sections_stand_where_the_envelope_has_room() -> None:
    whole = _assembled({})
    assert [*whole["properties"]] == ["a", "m", "z"]
    assert whole["required"] == ["a", "m"]
    assert [*whole["$defs"]] == ["amount", "part"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({"x-enum": "unit"}, {"enum": ["$", "€"]}),
        ({"x-enum": "fund", "x-under": "kept"}, {"enum": ["kept"], "x-words": {"kept": KEPT}}),
        (
            {"x-enum": "fund", "x-except": "kept"},
            {"enum": ["own"], "x-words": {"own": OWN}, "x-elsewhere": {"kept": "kept"}},
        ),
        (
            {"x-enum": "fund", "x-except": {"kept": "left", "lent": "loans"}},
            {"enum": ["own"], "x-words": {"own": OWN}, "x-elsewhere": {"kept": "left"}},
        ),
        ({"patternProperties": {"{fund}": {}}}, {"patternProperties": {"^(own|kept)$": {}}}),
        (
            {"patternProperties": {"{account:item}": {}}},
            {"patternProperties": {"^([1-9][0-9]{1}-[0-9]{3}|[1-9][0-9]{4})$": {}}},
        ),
        (
            {
                "x-enum": "fund",
                "description": "One of {choices}; {default}.\n{choices}，{default}。",
            },
            {
                "description": "One of own (own money); kept (kept money); own.\n"
                "own 自有资金；kept 结转资金，own（自有资金）。",
                "enum": ["own", "kept"],
                "x-words": {"own": OWN, "kept": KEPT},
            },
        ),
        (
            {"x-list": "account", "x-levels": ["group", "item"]},
            {
                "x-list": "account",
                "x-levels": ["group", "item"],
                "type": ["integer", "string"],
                "minimum": 10,
                "maximum": 99999,
                "pattern": "^([1-9][0-9]{1}|[1-9][0-9]{1}-[0-9]{3}|[1-9][0-9]{4})$",
                "x-steps": [2, 5],
                "allOf": [
                    {
                        "if": {"type": "integer", "exclusiveMinimum": 99},
                        "then": {"minimum": 10000},
                    }
                ],
            },
        ),
    ],
)
def test_lists_are_put_where_a_schema_asks_for_them(
    written: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert _assembled(written)["$defs"]["part"] == expected


def test_a_line_takes_further_amounts_behind_those_that_it_has() -> None:
    line = {"x-amounts": "all", "properties": {"code": {}, "amount": {}, "reason": {}}}
    part = _assembled(line)["$defs"]["part"]
    assert [*part["properties"]] == ["code", "amount", "planned", "reason"]


def test_what_belongs_to_a_further_amount_is_called_as_the_amount_is() -> None:
    line = {
        "x-amounts": "all",
        "properties": {
            "amount": {},
            "prior_by_fund": {
                "x-name": "Last\n上年",
                "x-of-others": {
                    "x-name": "{name} by fund\n{name}（分）",
                    "description": "{key} of it\n其 {key}",
                },
            },
            "restated": {
                "x-name": "Why\n原因",
                "x-further": {"x-name": "{name}: why\n{name}原因", "description": "Why {key}"},
            },
        },
    }
    named = {"outturn": {"x-name": "Outturn\n决算数"}, "planned": {}}
    envelope = {"x-sections-after": "a", "properties": {"a": {}}, "$defs": {"part": line}}
    made: Any = assemble(envelope, {}, replace(WORDS, amounts=named))
    part = made["$defs"]["part"]["properties"]
    assert (part["outturn_by_fund"]["x-name"], part["outturn_by_fund"]["description"]) == (
        "Outturn by fund\n决算数（分）",
        "outturn of it\n其 outturn",
    )
    assert part["restated_outturn"] == {
        "x-only-with": "outturn",
        "x-name": "Outturn: why\n决算数原因",
        "description": "Why outturn",
    }
    assert part["restated_planned"]["x-name"] == "planned: why\nplanned原因"


def test_no_section_takes_the_name_of_what_every_source_has() -> None:
    envelope = {"x-sections-after": "a", "properties": {"a": {}}, "$defs": {}}
    with pytest.raises(ValueError, match=r"^every source has a already$"):
        assemble(envelope, {"properties": {"a": {}}}, WORDS)


def test_of_a_list_without_digits_any_code_may_be_typed() -> None:
    names = read_code_list("code,name,parent\nnorth,North,\n")
    assert written_codes((names,), ())["pattern"] == "^[0-9A-Za-z][0-9A-Za-z._-]{0,39}$"


def test_nothing_is_left_to_be_put_in() -> None:
    text = str(SCHEMA.document)
    assert [
        word for word in ("x-enum", "x-amounts", "{choices}", "{default}") if word in text
    ] == []
