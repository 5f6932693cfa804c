"""The published Korla budget of 2024, compared with the compiled one number by number."""
