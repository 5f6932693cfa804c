"""Whatever a department and its units type, the whole is its sum, straight from the YAML.

What one of them leaves out has no sum.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hypothesis import Phase, event, given, note, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from budgetc.budget.consolidate import consolidate
from budgetc.budget.consolidated import BudgetUnit, ConsolidatedBudget
from budgetc.budget.model import Budget
from budgetc.numbers.money import Unit
from budgetc.schema.binding import Binding
from budgetc.source.read import read_bytes
from tests.support import SCHEMA

FEN = 1_000_000
PEOPLE = ("in_service", "retired", "honorary_retired")
PUBLIC = ("abroad", "vehicle_purchase", "vehicle_operation", "reception")
CATEGORIES = ("goods", "works", "services")
RESERVED = {
    "reserved_small_and_medium": "small_and_medium",
    "reserved_small_and_micro": "small_and_micro",
}
VALUES = ("building_value", "vehicle_value", "furniture_value", "other_value")
PIECES = ("vehicles", "large_equipment", "very_large_equipment", "planned_large_equipment",
          "planned_very_large_equipment", "authorised_vehicles", "vehicles_to_dispose")  # fmt: skip
USES = ("ministerial", "leading", "confidential", "emergency", "law_enforcement", "technical",
        "retired_cadres", "other")  # fmt: skip

amounts = st.integers(0, 10**9).map(lambda fen: f"{Decimal(fen) / 10**6:f}")
counts = st.integers(0, 999).map(str)
areas = st.decimals(0, 9999, places=2).map(str)


def _any_of(**keys: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=keys)


lines = st.fixed_dictionaries(
    {"item": st.just("某物"), "category": st.sampled_from(CATEGORIES), "amount": amounts},
    optional=dict.fromkeys(RESERVED.values(), amounts),
)


def _bodies(section: Callable[..., st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """Return what one source may type, given how many of its keys a section has."""
    priors = section(prior=amounts, reason=st.just("有变动"))
    people = section(prior=counts).flatmap(
        lambda prior: st.fixed_dictionaries({"current": counts}).map(lambda now: now | prior)
    )
    staff = section(**dict.fromkeys(PEOPLE, people)).flatmap(
        lambda kinds: st.fixed_dictionaries({"establishment": counts}).map(
            lambda all_: all_ | kinds
        )
    )
    uses = section(**dict.fromkeys(USES, counts))
    body = section(
        staff=staff,
        three_public=section(
            **dict.fromkeys(PUBLIC, priors), approval=st.integers(10**7, 10**8).map('"{}"'.format)
        ),
        operating_cost=priors,
        procurement=section(**dict.fromkeys((*CATEGORIES, *RESERVED), amounts))
        | st.lists(lines, min_size=1, max_size=3).map(lambda them: {"lines": them}),
        assets=section(
            building_area=areas,
            **dict.fromkeys(VALUES, amounts),
            **dict.fromkeys(PIECES, counts),
            vehicles_by_use=uses,
            planned_vehicles=uses,
        ),
    )
    types = st.sampled_from(["administrative", "civil_service", "institution"])
    return st.builds(lambda kind, keys: {"type": kind, **keys}, types, body)


def _all_of(**keys: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(keys)


# Making a failing example smaller would take minutes.
plain = settings(phases=(Phase.explicit, Phase.reuse, Phase.generate))
departments = st.lists(_bodies(_all_of), min_size=1, max_size=5) | st.lists(
    _bodies(_any_of), min_size=1, max_size=5
)
"""The own office, and up to four units; all of them say everything, or each what it likes."""


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(child)}" for key, child in value.items()) + "}"
    return f"[{', '.join(map(_flow, value))}]" if isinstance(value, list) else str(value)


def _source(body: dict[str, Any], units: Sequence[str]) -> str:
    staff = {"staff": body["staff"]} if "staff" in body else {}
    department = {
        "name": "某某局",
        "type": body["type"],
        "subordinate_units": [{"id": unit} for unit in units],
        **staff,
    }
    head = {
        "jurisdiction": "tiny",
        "year": 2024,
        "unit": "万元",
        "department": department,
        "revenue": [],
    }
    rest = {key: value for key, value in body.items() if key not in ("type", "staff")}
    return "".join(f"{key}: {_flow(value)}\n" for key, value in {**head, **rest}.items())


@dataclass(frozen=True)
class Typed:
    """A source: as the compiler binds it, and as YAML, every scalar a text."""

    budget: Budget
    plain: dict[str, Any]

    def at(self, *path: str) -> Any:
        """Return what stands at a path, if anything does."""
        here: Any = self.plain
        for key in path:
            here = here.get(key) if here is not None else None
        return here


def _typed(text: str) -> Typed:
    tree, findings = read_bytes("2024.yaml", text.encode())
    assert tree is not None, findings
    assert SCHEMA.check(tree) == ()
    tree = SCHEMA.shaped(tree)
    binding = Binding(tree, Unit("万元", FEN))
    budget = binding.bind(Budget, tree.root)
    assert binding.findings == []
    return Typed(budget, YAML(typ="base").load(io.StringIO(text)))


def _consolidated(data: list[dict[str, Any]]) -> tuple[ConsolidatedBudget, list[Typed]]:
    names = [f"unit-{i}" for i in range(1, len(data))]
    texts = [_source(data[0], names), *(_source(body, []) for body in data[1:])]
    note("\n".join(texts))
    event(f"{len(names)} units")
    own, *units = sources = [_typed(text) for text in texts]
    entries = own.budget.department.subordinate_units
    named = zip(names, entries, units, strict=True)
    whole = consolidate(
        own.budget, [BudgetUnit(name, entry, unit.budget) for name, entry, unit in named]
    )
    return whole, sources


def _sum(values: Sequence[str | None]) -> Decimal | None:
    known = [Decimal(value) for value in values if value is not None]
    return sum(known, Decimal()) if len(known) == len(values) else None


def _fen(value: Decimal | None) -> int | None:
    return None if value is None else int(value * FEN)


def _all_have(sources: Sequence[Typed], *path: str) -> bool:
    return all(source.at(*path) is not None for source in sources)


def _prior(sources: Sequence[Typed], *path: str) -> Decimal | None:
    return _sum([source.at(*path, "prior") for source in sources])


@plain
@given(departments)
def test_people_are_added_up(data: list[dict[str, Any]]) -> None:
    whole, sources = _consolidated(data)
    staff = whole.department.staff
    at = ("department", "staff")
    assert (staff is not None) == _all_have(sources, *at)
    if staff is None:
        return
    assert staff.establishment == _sum([s.at(*at, "establishment") for s in sources])
    for kind in PEOPLE:
        now = getattr(staff, kind)
        assert (now and now.current) == _sum([s.at(*at, kind, "current") for s in sources])
        assert (now and now.prior) == (now and _prior(sources, *at, kind))


@plain
@given(departments)
def test_assets_are_added_up(data: list[dict[str, Any]]) -> None:
    whole, sources = _consolidated(data)
    assets = whole.assets
    if assets is None:
        assert not _all_have(sources, "assets")
        return
    for name in VALUES:
        assert getattr(assets, name) == _fen(_sum([s.at("assets", name) for s in sources]))
    for name in PIECES:
        assert getattr(assets, name) == _sum([s.at("assets", name) for s in sources])
    area = _sum([s.at("assets", "building_area") for s in sources])
    alone = area is not None and (len(sources) == 1 or area % 1)
    assert assets.building_area == (None if area is None else str(area) if alone else f"{area:.0f}")
    for kind in ("vehicles_by_use", "planned_vehicles"):
        vehicles = getattr(assets, kind)
        assert (vehicles is not None) == _all_have(sources, "assets", kind)
        for use in USES if vehicles is not None else ():
            expected = _sum([s.at("assets", kind, use) or "0" for s in sources])
            assert getattr(vehicles, use) == expected


def _procured(source: Typed, name: str) -> str | None:
    """Return one of the sums of a source, from its lines where it has some."""
    entries = source.at("procurement", "lines")
    if entries is None:
        typed: str | None = source.at("procurement", name)
        return typed
    of = (
        [each["amount"] for each in entries if each["category"] == name]
        if name in CATEGORIES
        else [each.get(RESERVED[name]) for each in entries]
    )
    return str(_sum([value for value in of if value is not None]) or 0)


@plain
@given(departments)
def test_procurement_is_added_up(data: list[dict[str, Any]]) -> None:
    whole, sources = _consolidated(data)
    if whole.procurement is None:
        assert not _all_have(sources, "procurement")
        return
    for name in (*CATEGORIES, *RESERVED):
        expected = _fen(_sum([_procured(source, name) for source in sources]))
        assert getattr(whole.procurement, name) == expected
    every = [line for source in sources for line in source.at("procurement", "lines") or ()]
    assert len(whole.procurement.lines) == len(every)


@plain
@given(departments)
def test_last_years_three_public_spending_is_added_up(data: list[dict[str, Any]]) -> None:
    whole, sources = _consolidated(data)
    if whole.three_public is None:
        assert not _all_have(sources, "three_public")
        return
    for name in PUBLIC:
        entry = getattr(whole.three_public, name)
        expected = _fen(_prior(sources, "three_public", name))
        assert (entry.prior if entry else None) == expected
    own, *units = (source.at("three_public", "approval") for source in sources)
    of_units = {text for text in units if text is not None}
    expected = own or (of_units.pop() if len(of_units) == 1 else None)
    assert whole.three_public.approval == expected


@plain
@given(departments)
def test_last_years_operating_cost_is_added_up(data: list[dict[str, Any]]) -> None:
    whole, sources = _consolidated(data)
    counted = [one for one in sources if one.at("department", "type") != "institution"]
    there = counted and _all_have(counted, "operating_cost")
    assert (whole.operating_cost is not None) == bool(there)
    expected = _fen(_prior(counted, "operating_cost")) if there else None
    assert (whole.operating_cost.prior if whole.operating_cost else None) == expected


@plain
@given(departments)
def test_every_sum_knows_all_the_places_it_was_typed_at(data: list[dict[str, Any]]) -> None:
    whole, sources = _consolidated(data)
    if whole.procurement is not None:
        for name in CATEGORIES:
            places = whole.procurement.origin.places(name)
            typed = [Decimal(place.written) for place in places if place.written is not None]
            known = [_procured(source, name) for source in sources]
            assert sum(typed, Decimal()) == _sum([one for one in known if one is not None])
