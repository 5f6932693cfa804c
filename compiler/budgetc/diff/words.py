"""What the keys of a source are called among people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from budgetc.diagnostics.messages import Message, Translator, msg
from budgetc.diff.model import Act, Step

_KEYS: Mapping[str, Message] = MappingProxyType(
    {
        "jurisdiction": msg("jurisdiction"),
        "year": msg("year"),
        "unit": msg("unit"),
        "kind": msg("kind"),
        "stage": msg("stage"),
        "options": msg("options"),
        "department": msg("department"),
        "type": msg("type"),
        "introduction": msg("introduction"),
        "own_office": msg("own office"),
        "also_named": msg("other name"),
        "functions": msg("functions"),
        "points": msg("points"),
        "offices": msg("offices"),
        "subordinate_units": msg("subordinate units"),
        "staff": msg("staff"),
        "establishment": msg("approved posts"),
        "in_service": msg("in service"),
        "retired": msg("retired"),
        "honorary_retired": msg("honorary retired"),
        "current": msg("this year"),
        "prior": msg("last year"),
        "revenue": msg("revenue"),
        "basic_expenditure": msg("basic expenditure"),
        "by_function": msg("by function"),
        "by_economic": msg("by economic item"),
        "matrix": msg("matrix"),
        "economic": msg("economic item"),
        "function": msg("function item"),
        "project_expenditure": msg("project expenditure"),
        "projects": msg("projects"),
        "allocation": msg("allocation"),
        "item": msg("item"),
        "legal_basis": msg("legal basis"),
        "period": msg("period"),
        "start": msg("start"),
        "end": msg("end"),
        "responsible": msg("person responsible"),
        "targets": msg("targets"),
        "goal": msg("goal"),
        "indicators": msg("indicators"),
        "target": msg("target"),
        "weight": msg("weight"),
        "operator": msg("operator"),
        "basis": msg("basis"),
        "scoring": msg("scoring"),
        "evidence": msg("evidence"),
        "measure": msg("measure"),
        "purposes": msg("purposes"),
        "three_public": msg("“three public” spending"),
        "abroad": msg("going abroad"),
        "vehicle_purchase": msg("vehicle purchase"),
        "vehicle_operation": msg("vehicle operation"),
        "reception": msg("reception"),
        "operating_cost": msg("operating cost"),
        "procurement": msg("procurement"),
        "goods": msg("goods"),
        "works": msg("works"),
        "services": msg("services"),
        "lines": msg("lines"),
        "reserved_small_and_medium": msg("reserved for small and medium-sized enterprises"),
        "reserved_small_and_micro": msg("reserved for small and micro enterprises"),
        "assets": msg("assets"),
        "vehicles": msg("vehicles"),
        "carry_over": msg("carried over"),
        "transfers": msg("transfers"),
        "performance": msg("performance"),
        "project_statement": msg("statement on projects"),
        "other_matters": msg("other matters"),
        "glossary": msg("glossary"),
        "issued": msg("day of issue"),
        "approval": msg("approval"),
        "local_codes": msg("local codes"),
        "waive": msg("waivers"),
        "expect": msg("expected figures"),
        "amount": msg("amount"),
        "reason": msg("reason"),
        "code": msg("code"),
        "name": msg("name"),
        "fund": msg("fund"),
        "group": msg("group"),
        "text": msg("text"),
        "totals": msg("totals"),
    }
)
"""Keys that are seen often; any other is shown as it is written."""

ACTS: Mapping[Act, Message] = MappingProxyType(
    {
        Act.ADDED: msg("added"),
        Act.REMOVED: msg("removed"),
        Act.CHANGED: msg("changed"),
        Act.MOVED: msg("moved"),
        Act.RENAMED: msg("renamed"),
        Act.REORDERED: msg("reordered"),
    }
)
"""What was done, in a word."""

_BETWEEN = " › "


def steps_text(steps: Sequence[Step], say: Translator) -> str:
    """Return the way to a value: `basic expenditure › by function › 2013801 … › amount`."""
    return _BETWEEN.join(_step(step, say) for step in steps)


def _step(step: Step, say: Translator) -> str:
    if step.entry:
        return f"{step.key} {step.name}".strip()
    return say(_KEYS[step.key]) if step.key in _KEYS else step.key
