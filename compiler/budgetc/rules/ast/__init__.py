"""AST: assets."""

from __future__ import annotations

from budgetc.rules.ast.ast002 import vehicles_are_authorised
from budgetc.rules.ast.ast003 import numbers_and_values_agree
from budgetc.rules.ast.ast004 import assets_are_counted_before_the_year
from budgetc.rules.ast.ast005 import very_large_is_part_of_large
from budgetc.rules.ast.ast006 import planned_equipment_has_its_money
from budgetc.rules.ast.ast007 import assets_a_head_are_within_standards
from budgetc.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule("AST002", vehicles_are_authorised),
    Rule("AST003", numbers_and_values_agree),
    Rule("AST004", assets_are_counted_before_the_year),
    Rule("AST005", very_large_is_part_of_large),
    Rule("AST006", planned_equipment_has_its_money),
    Rule("AST007", assets_a_head_are_within_standards),
)
"""The rules of the family, in order."""
