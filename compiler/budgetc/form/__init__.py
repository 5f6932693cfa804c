"""A source's leaves as a workbook to fill in, and what was filled in brought back."""
