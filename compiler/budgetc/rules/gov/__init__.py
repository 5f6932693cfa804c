"""GOV: procurement and purchased services."""

from __future__ import annotations

from budgetc.rules.gov.gov002 import reserved_amounts_are_parts
from budgetc.rules.gov.gov003 import reserved_amount_is_stated
from budgetc.rules.gov.gov004 import enough_is_reserved
from budgetc.rules.gov.gov005 import procurement_has_its_money
from budgetc.rules.gov.gov006 import items_pay_for_the_category
from budgetc.rules.gov.gov007 import purchased_services_are_services
from budgetc.rules.gov.gov009 import promised_procurement_is_budgeted
from budgetc.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule("GOV002", reserved_amounts_are_parts),
    Rule("GOV003", reserved_amount_is_stated),
    Rule("GOV004", enough_is_reserved),
    Rule("GOV005", procurement_has_its_money),
    Rule("GOV006", items_pay_for_the_category),
    Rule("GOV007", purchased_services_are_services),
    Rule("GOV009", promised_procurement_is_budgeted),
)
"""The rules of the family, in order."""
