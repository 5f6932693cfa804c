"""The habits of the people who work on budgetc: commands, hooks, tools, what tests need."""
