"""`budgetc fmt`: one order and style, in which nothing but the style is new."""
