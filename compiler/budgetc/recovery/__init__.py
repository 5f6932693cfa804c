"""A published document, or a workbook of another layout, turned back into a draft of its source."""
