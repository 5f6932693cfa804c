"""PUB: what must be published."""

from __future__ import annotations

from budgetc.rules.pub.pub005 import department_publishes_in_time
from budgetc.rules.pub.pub006 import unit_publishes_in_time
from budgetc.rules.pub.pub007 import units_publish_or_are_exempt
from budgetc.rules.pub.pub010 import no_personal_data
from budgetc.rules.pub.pub014 import project_statement_is_complete
from budgetc.rules.pub.pub015 import document_numbers_are_well_formed
from budgetc.rules.pub.pub101 import the_day_of_publication_fits_the_year
from budgetc.rules.pub.pub102 import contacts_can_be_reached
from budgetc.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule("PUB005", department_publishes_in_time),
    Rule("PUB006", unit_publishes_in_time),
    Rule("PUB007", units_publish_or_are_exempt),
    Rule("PUB010", no_personal_data),
    Rule("PUB014", project_statement_is_complete),
    Rule("PUB015", document_numbers_are_well_formed),
    Rule("PUB101", the_day_of_publication_fits_the_year),
    Rule("PUB102", contacts_can_be_reached),
)
"""The rules of the family, in order."""
