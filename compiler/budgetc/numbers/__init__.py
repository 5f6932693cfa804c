"""Money, kinds of values, and how numbers are written."""
