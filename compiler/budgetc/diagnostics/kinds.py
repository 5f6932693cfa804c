"""The registry of everything the compiler can find wrong. A code is never given to another kind.

`docs/rules.md` is generated from this registry; every code has a failing example that is a test.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding.

    Attributes:
        code: three letters and three digits; the letters name the family.
        severity: `error`, `warning` or `note`, unless a finding knows better.
        title: what is wrong, in a few words.
        why: why it matters.
        fix: the way out.
        source: the rule, law or practice behind it; empty for matters of reading.
    """

    code: str
    severity: str
    title: str
    why: str
    fix: str
    source: str = ""


_ALL = (
    Kind("SYN001", "error", "not YAML",
         "What cannot be read cannot be checked.",
         "Mend the line that is named, or the one above it; most often it is the indentation."),
    Kind("SYN002", "error", "a key stands twice",
         "Most tools keep the last one in silence, and an amount is lost.",
         "Keep one of the two."),
    Kind("SYN003", "error", "a YAML tag",
         "A tag may run code in other programs, and a budget has no use for one.",
         "Delete the word that begins with !."),
    Kind("SYN004", "error", "an anchor or alias out of bounds",
         "Aliases of aliases make a small file fill the memory.",
         "Write the values out."),
    Kind("SYN005", "error", "several documents in one file",
         "A source is one department's budget of one year.",
         "Move the second document to a file of its own."),
    Kind("SYN006", "error", "not UTF-8",
         "In another encoding the Chinese text would be read as other characters.",
         "Save the file as UTF-8."),
    Kind("SYN007", "error", "a tab where only spaces may stand",
         "YAML indents with spaces; a tab looks like several and counts as none.",
         "Replace it by spaces."),
    Kind("SYN008", "error", "an empty file",
         "There is no budget in it.",
         "Copy another department's source and change it."),
    Kind("SYN009", "error", "nested too deep",
         "A budget needs seven levels; more is a slip or an attack.",
         "Look for an indentation that went wrong."),
    Kind("SYN010", "error", "a file too large",
         "The largest real budget is a twentieth of the bound.",
         "Split the department into units, one file each."),
    Kind("SYN011", "error", "a character that may not stand in a source",
         "Control and direction characters make a text read otherwise than it is.",
         "Delete it and type the text anew."),
    Kind("SYN012", "error", "a file that cannot be read",
         "Its budget would be missing without a word.",
         "Look at its name and its access rights."),
    Kind("SYN013", "error", "a key that is not a word",
         "Keys are names such as amount.",
         "Write a plain word before the colon."),
    Kind("SCH001", "error", "a value of the wrong type",
         "A number in quotes, or with separators or a unit, is a text and cannot be added.",
         "Write the value as the hint says."),
    Kind("SCH002", "error", "an unknown key",
         "A misspelt key would be left out of the budget in silence.",
         "Use the key that the hint names."),
    Kind("SCH003", "error", "a missing key",
         "Without it the line means nothing.",
         "Add it."),
    Kind("SCH004", "error", "a value that may not stand here",
         "The document or its checks would go wrong with it.",
         "Use one of the values that the hint names."),
    Kind("SCH005", "error", "a shape that does not fit",
         "The parts of this entry do not go together.",
         "Compare it with the description in the hint."),
    Kind("SCH006", "error", "an id that stands twice",
         "Two projects of one id would be added up as one.",
         "Give each an id of its own."),
    Kind("SCH007", "error", "a year that is not the file's",
         "The document would stand under one year and speak of another.",
         "Correct the year, or rename the file."),
    Kind("DAT001", "error", "a data file of the workspace that cannot be used",
         "Names and units come from it.",
         "Mend the file, or delete it: the one that ships with budgetc is used then."),
    Kind("AMT001", "error", "an amount finer than one fen",
         "There is no smaller money; a further digit is a slip of the point or of the unit.",
         "Look at the decimal point and at the unit at the top of the file."),
    Kind("CLS001", "warning", "a code that is not in the list of the year",
         "The name in every table comes from the code; a wrong code is a wrong line of the budget.",
         "Use a listed code. If the code is right and the list lacks it, write its name beside it.",
         "Yearly classification of government revenue and expenditure (政府收支分类科目); "
         "Budget Law, article 27 (to be compared with the official text)"),
    Kind("CLS002", "error", "a name that is not the code's",
         "One of the two was mistyped, and nobody can tell which.",
         "Delete the name, for it is printed from the code, or mend the code.",
         "Yearly classification of government revenue and expenditure (政府收支分类科目)"),
    Kind("CLS101", "warning", "no code list for the year",
         "The lists change from year to year; another year's names may be wrong.",
         "Add the year's lists under schema/classification/."),
    Kind("JUR001", "error", "an unknown jurisdiction",
         "The jurisdiction says which tables and sentences are printed.",
         "Use one of those that the hint names."),
    Kind("LAY001", "error", "a layout that contradicts itself",
         "The document it declares cannot be built.",
         "Mend the layout."),
    Kind("LAY101", "warning", "an override whose original changed",
         "The workspace's file was made from another original; what is new in that one is missing "
         "here without a word.",
         "Compare your file with the original, take over what it needs, and record that with "
         "budgetc jurisdictions override FILE --renew."),
    Kind("LAY102", "note", "an override of an unknown original",
         "Nobody will be told when the original changes.",
         "Record the original with budgetc jurisdictions override FILE --renew."),
    Kind("TPL001", "error", "a template that fails",
         "A template that guesses would print a blank where an amount belongs.",
         "Mend the template at the line that is named."),
    Kind("DOC001", "error", "something the document needs is missing",
         "The sentence or table would have a hole.",
         "Add it where the finding points."),
    Kind("BAL001", "error", "revenue and expenditure differ",
         "The budget does not balance.",
         "Compare the revenue lines with the expenditure lines; one of them is wrong.",
         "Budget Law, article 12 (to be compared with the official text)"),
    Kind("BAL005", "error", "a fund's revenue and expenditure differ",
         "Money of one fund would pay for another's expenditure.",
         "Compare the lines of this fund; a line may name the wrong fund.",
         "Layout of the fiscal appropriation summary table (财政拨款收支总体情况表)"),
    Kind("XTB006", "error", "basic expenditure by function and by economic item differ",
         "It is the same money looked at from two sides.",
         "Compare the two lists; an amount was mistyped or left out.",
         "Layout of the general public budget tables (一般公共预算支出表, 基本支出表)"),
    Kind("XTB010", "warning", "a function item and its economic item differ",
         "A social contribution booked on another function item hides what the item costs.",
         "Move the difference to the right item, or be ready to say where it lies.",
         "Practice: all such pairs agree to the yuan in three of four recomputed budgets"),
    Kind("PER004", "error", "weights that do not add up",
         "A target table is scored out of its weights; a wrong total makes the score wrong.",
         "Correct the weights.",
         "Performance management of projects, 财预〔2021〕101号 (to be compared with the official "
         "text): 100 points, or 90 where 10 are kept for budget execution"),
    Kind("PER006", "error", "an indicator of no class",
         "It would have no row in the target table, and its weight would count unseen.",
         "Use one of the table's classes.",
         "Performance management of projects, 财预〔2021〕101号 (to be compared with the official "
         "text)"),
    Kind("YOY001", "error", "last year's amount is not what last year's source says",
         "The growth that is printed would be measured from a figure that was never published.",
         "Delete the amount, for it is found in last year's source; or say why it was restated.",
         "Comparison of budget with budget, as approved"),
    Kind("YOY101", "warning", "last year's source cannot be used",
         "Amounts left out here would have come from it.",
         "Mend last year's source; `budgetc check` on it says what is wrong."),
    Kind("UNI001", "error", "a unit without its source",
         "The department's sum would lack the unit.",
         "Write the unit's source, or take the unit off the list."),
    Kind("UNI002", "error", "a unit whose source has errors",
         "The department's sum would lack the unit.",
         "Check the unit's source and mend it."),
    Kind("UNI003", "error", "a unit of another year, jurisdiction or stage",
         "Amounts of different years or stages make no sum.",
         "Use the unit's source of the department's year and stage."),
    Kind("UNI004", "error", "a unit that stands in the list twice",
         "Its money would be counted twice.",
         "Keep one of the two."),
    Kind("UNI005", "warning", "a unit with a source that is not in the list",
         "The department's sum lacks it.",
         "Add it to the list, or move its source elsewhere."),
    Kind("UNI006", "warning", "a project that a department and its unit both hold",
         "The department's sum counts its money twice.",
         "Leave it to the one that spends the money."),
    Kind("ROL005", "error", "a transfer that its two sides tell differently",
         "The sum would count part of the money twice, or not at all.",
         "Write the same amount on both sides.",
         "Consistency of payments between a department and its units (上级补助收入)"),
    Kind("OUT001", "error", "an output that cannot be written",
         "The old document, if there is one, still stands.",
         "Look at the folder and its access rights."),
    Kind("PDF001", "error", "no TeX engine",
         "A PDF is typeset by XeLaTeX.",
         "Install TeX, or build another format."),
    Kind("PDF002", "error", "TeX failed",
         "There is no PDF.",
         "Report the message together with the .tex file."),
    Kind("PDF003", "warning", "a character without a glyph",
         "It would be missing in print.",
         "Use another character, or a font that has it."),
)  # fmt: skip

KINDS: Mapping[str, Kind] = MappingProxyType({kind.code: kind for kind in _ALL})
"""All kinds by code."""
