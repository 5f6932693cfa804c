"""All that one budget is compiled with."""
