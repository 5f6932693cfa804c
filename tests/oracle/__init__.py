"""The published Korla budget of 2024, compared with the compiled one, cell by cell and number by number."""
