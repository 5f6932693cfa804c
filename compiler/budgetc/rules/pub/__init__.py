"""PUB: what must be published."""

from __future__ import annotations

from budgetc.rules.pub.pub005 import department_publishes_in_time
from budgetc.rules.pub.pub006 import unit_publishes_in_time
from budgetc.rules.pub.pub007 import units_publish_or_are_exempt
from budgetc.rules.pub.pub010 import no_personal_data
from budgetc.rules.pub.pub014 import project_statement_is_complete
from budgetc.rules.pub.pub015 import document_numbers_are_well_formed
from budgetc.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule("PUB005", department_publishes_in_time),
    Rule("PUB006", unit_publishes_in_time),
    Rule("PUB007", units_publish_or_are_exempt),
    Rule("PUB010", no_personal_data),
    Rule("PUB014", project_statement_is_complete),
    Rule("PUB015", document_numbers_are_well_formed),
)
"""The rules of the family, in order."""
