"""The year's official code lists (政府收支分类科目), as trees."""

from budgetc.classification.catalogue import Catalogue, load_catalogue
from budgetc.classification.codes import CodeList, Entry
from budgetc.classification.written import code_steps, written_codes

__all__ = [
    "Catalogue",
    "CodeList",
    "Entry",
    "code_steps",
    "load_catalogue",
    "written_codes",
]
