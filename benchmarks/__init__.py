"""What compiling a budget costs, next to the pipeline a user would write instead."""
