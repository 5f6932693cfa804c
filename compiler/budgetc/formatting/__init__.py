"""One canonical order and style of a source's text. What is compiled from it does not change.

`text → tree → order → write → check`. The rules:

- Keys stand in the order of the schema; a key that it does not know stays behind the key it
  followed. Lists, and keys that people choose, keep their order. So does a file with anchors.
- Two spaces for each level, lists below their keys as well; one space after `:` and `-`.
- What was typed in braces stays in braces where it fits in a line; otherwise a line each.
- Quotes stand only where a text would be read otherwise without them, and around signs (`">="`).
  They are double. Codes are digits. Amounts keep their digits.
- A long text keeps the line breaks that were typed; its further lines are indented by two.
- Comments stay with the line they stand above or behind, two spaces behind it. The first lines of
  the file stay the first.
- One blank line around each part of the file; elsewhere at most one, where one was typed.
"""

from budgetc.formatting.format import Formatted, Unkept, format_source
from budgetc.formatting.scalars import plain_or_quoted

__all__ = ["Formatted", "Unkept", "format_source", "plain_or_quoted"]
