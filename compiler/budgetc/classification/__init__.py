"""The year's official code lists (政府收支分类科目), as trees."""

from budgetc.classification.catalogue import (
    BASIC_EXPENDITURE,
    PROJECTS,
    Catalogue,
    load_catalogue,
)
from budgetc.classification.codes import CodeList, Entry
from budgetc.classification.written import code_steps, typed_as_number, written_codes

__all__ = [
    "BASIC_EXPENDITURE",
    "PROJECTS",
    "Catalogue",
    "CodeList",
    "Entry",
    "code_steps",
    "load_catalogue",
    "typed_as_number",
    "written_codes",
]
