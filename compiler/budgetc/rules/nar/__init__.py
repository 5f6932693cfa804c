"""NAR: the words."""

from __future__ import annotations

from budgetc.rules.nar.nar001 import amounts_in_sentences_are_amounts_of_the_budget
from budgetc.rules.nar.nar010 import years_in_texts_are_up_to_date
from budgetc.rules.nar.nar011 import nothing_is_left_to_fill_in
from budgetc.rules.nar.nar012 import texts_say_something
from budgetc.rules.nar.nar013 import texts_are_whole
from budgetc.rules.nar.nar014 import nothing_is_said_twice
from budgetc.rules.nar.nar015 import words_are_spelt_right
from budgetc.rules.nar.nar016 import marks_are_chinese_and_single
from budgetc.rules.nar.nar019 import own_terms_are_used_and_stand_once
from budgetc.rules.nar.nar101 import enumerations_are_in_order
from budgetc.rules.nar.nar102 import names_are_spelt_alike
from budgetc.rules.nar.nar103 import goals_end_alike
from budgetc.rules.rule import Rule

RULES = (
    Rule("NAR001", amounts_in_sentences_are_amounts_of_the_budget),
    Rule("NAR010", years_in_texts_are_up_to_date),
    Rule("NAR011", nothing_is_left_to_fill_in),
    Rule("NAR012", texts_say_something),
    Rule("NAR013", texts_are_whole),
    Rule("NAR014", nothing_is_said_twice),
    Rule("NAR015", words_are_spelt_right),
    Rule("NAR016", marks_are_chinese_and_single),
    Rule("NAR019", own_terms_are_used_and_stand_once),
    Rule("NAR101", enumerations_are_in_order),
    Rule("NAR102", names_are_spelt_alike),
    Rule("NAR103", goals_end_alike),
)
"""The rules of the family, in order."""
