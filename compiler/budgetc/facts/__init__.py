"""The ledgers of a workspace as tables for engines: a row a fact, a file a year."""
