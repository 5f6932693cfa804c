"""What the lists say that rules read, and all lists together; each class is the form of a file.

A pattern of a file is one text or a list of them, any of which may match.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

from budgetc.diagnostics.messages import Bilingual
from budgetc.frozen import frozen
from budgetc.lists.bounds import Limit, Scale
from budgetc.lists.patterns import Pattern
from budgetc.lists.print_words import AuditWords, PrintedWords, PublishedWords
from budgetc.numbers.money import Unit
from budgetc.numbers.values import Code


@frozen(kw_only=True)
class TextLists:
    """What rules about texts look for: `schema/lint.json`.

    Attributes:
        language: of the words.
        title: of a document, with what follows it in brackets, or the number of a document.
        placeholder: what a form has where something is to be filled in, or to be chosen.
        filler: words typed only to have typed something.
        short_but_complete: texts of one character that say what they have to.
        nothing: words for there being nothing.
        keys_of_something: texts of which there has to be something.
        standard_number: of a technical standard, which needs no Chinese.
        cut_off: how a sentence ends that was cut off.
        list_number: such as 1）, a bracket that nothing opens.
        half_width: a mark of another script within Chinese.
        half_width_bracket: the same of brackets.
        mixed_bracket: a pair of brackets of which one is of another script.
        doubled_mark: two marks where one stands.
        typo: words that are often mistyped, and the right ones.
        restatement: a clause that says that something changed, and not why.
        no_change: a clause that says that nothing changed; 基本持平 may be said of little.
        no_claim: what may stay as it is while its money changes, such as 服务内容.
        not_last_year: what a clause of no_change may name that is not last year's amount.
        not_the_outturn: what one may name that is not last year's outturn.
        not_the_budget: what one may name that is not the budget of the year.
        clause_mark: the marks between two clauses; a blank is one as well.
        word_of_increase: in a clause that only says that something grew, or came.
        word_of_decrease: in a clause that only says that something shrank, or left.
        of_revenue: what is said of revenue, and of no line that is spent.
        not_of_the_line: what may shrink and make the line grow, or the other way round.
        cause_of_increase: what can only be why something grew.
        cause_of_decrease: what can only be why something shrank.
        added_to_budget: what adds to a budget after it was approved.
        taken_from_budget: what takes from it.
        moved_besides: what keeps such an addition from being spent, or pays for it otherwise.
        sign_of_increase: what a text that explains an increase may have in it.
        sign_of_decrease: what a text that explains a decrease may have in it.
        change: words that claim that something changed.
        evened_out: words for changes that come to nothing together.
        loss: what says that more was spent than came in.
        executed: what was spent, as opposed to what was planned.
        keys_of_comparison: texts that speak of last year.
        year: a year in a text.
        year_of_history: a year that belongs to a plan, to an event or to a deadline.
        due: a target that is no more than the time by which something is done, with its year.
        keys_without_years: texts that may name any year.
        amount: an amount with its unit.
        amount_of_a_rule: an amount that is a limit, a rate or a standard.
        keys_of_amounts: texts that speak of the budget's own money.
        sentence_end: the marks that end a sentence.
        keys_of_lists: lists in which nothing stands twice.
        long_name_of_the_state: what a title may leave out.
        keys_inside_sentences: texts that a document goes on after.
        several_offices: the mark between two offices in what should be one.
        begun: by key, the words of the sentence that such a text goes on, which it need not repeat.
        document_number: with its bracketed year (发文字号).
        document_number_maimed: the same with a wrong year, or without its end.
        document_number_form: how one is written, with `{year}` and `{number}` in their places.
        long_number: may be of a person or of an account.
        identity_number: of a person, the date of birth within.
        bank_card: its number.
        account: a number that is said to be of an account.
        mobile: of a mobile phone.
        enumeration: a number of any of these styles, perhaps.
        enumerations: the styles of numbers before the parts of a text, each with its `number`.
        numerals: numbers that are no digits, in digits.
        particle: Chinese characters that a name may have or lack.
        modifier: characters that make another name of a name.
        contrast: characters in which the names of two different things may differ.
        shared_words: what many names have, so that it tells none of them.
        rest_of_a_class: in names of what is left over of a class.
        of_several: words by which a text may name another item: money moved, or paid together.
        doubled_by_right: words that stand twice in good Chinese, or two words that look like one.
        doubled_particle: characters that stand twice in no other words.
        number_of_a_thing: a longer number that is no amount, share or year.
        level_of_a_name: a level of government in the name of a department.
        no_level: words in which such a character means no level.
        levels_alike: levels that stand for each other.
        levels_above: of a level that works for the next one, those whose tasks are its own.
        level_claimed: the `level` of whose budget a text speaks; or of those who give a `task`;
            the `whole` of one, which a duty is for; or the `place` of another body, which is `of`
            a level.
        no_place: what is in words that name no place, though they end like one.
        kinds_of_bodies: what those call themselves whose budget is of a kind.
        whose_budget: the name before a year and the words for a budget.
        body_of_a_place: the name of a body that has a duty, behind that of its place.
        bodies_counted: a `number` of bodies of a `kind`.
        types_of_bodies: of each such kind, the types of bodies that may be counted so.
        denials: by the key of a figure, how a clause says that there is nothing of it.
        not_of_this_year: in such a clause, what makes it speak of something else.
        vehicles_by_use: what vehicles are called, by the key of their use.
        vehicles_moved: how vehicles come and go without being bought or planned to go.
        vehicles_of_others: whose vehicles are run by who has none.
    """

    language: str
    title: Pattern
    placeholder: Pattern
    filler: frozenset[str]
    short_but_complete: frozenset[str]
    nothing: frozenset[str]
    keys_of_something: frozenset[str]
    standard_number: Pattern
    cut_off: Pattern
    list_number: Pattern
    half_width: Pattern
    half_width_bracket: Pattern
    mixed_bracket: Pattern
    doubled_mark: Pattern
    typo: Mapping[str, str]
    restatement: Pattern
    no_change: Pattern
    no_claim: Pattern
    not_last_year: Pattern
    not_the_outturn: Pattern
    not_the_budget: Pattern
    clause_mark: str
    word_of_increase: Pattern
    word_of_decrease: Pattern
    of_revenue: Pattern
    not_of_the_line: Pattern
    cause_of_increase: Pattern
    cause_of_decrease: Pattern
    added_to_budget: Pattern
    taken_from_budget: Pattern
    moved_besides: Pattern
    sign_of_increase: Pattern
    sign_of_decrease: Pattern
    change: Pattern
    evened_out: Pattern
    loss: Pattern
    executed: Pattern
    keys_of_comparison: frozenset[str]
    year: Pattern
    year_of_history: Pattern
    due: Pattern
    keys_without_years: frozenset[str]
    amount: Pattern
    amount_of_a_rule: Pattern
    keys_of_amounts: frozenset[str]
    sentence_end: str
    keys_of_lists: frozenset[str]
    long_name_of_the_state: str
    keys_inside_sentences: frozenset[str]
    several_offices: Pattern
    begun: Mapping[str, Pattern]
    document_number: Pattern
    document_number_maimed: Pattern
    document_number_form: str
    long_number: Pattern
    identity_number: Pattern
    bank_card: Pattern
    account: Pattern
    mobile: Pattern
    enumeration: Pattern
    enumerations: Mapping[str, Pattern]
    numerals: Mapping[str, str]
    particle: str
    modifier: str
    contrast: str
    shared_words: Pattern
    rest_of_a_class: Pattern
    of_several: Pattern
    doubled_by_right: Pattern
    doubled_particle: str
    number_of_a_thing: Pattern
    level_of_a_name: Pattern
    no_level: Pattern
    levels_alike: tuple[frozenset[str], ...]
    levels_above: Mapping[str, frozenset[str]]
    level_claimed: Pattern
    no_place: Pattern
    kinds_of_bodies: Mapping[str, tuple[str, ...]]
    whose_budget: Pattern
    body_of_a_place: Pattern
    bodies_counted: Pattern
    types_of_bodies: Mapping[str, tuple[tuple[str, ...], ...]]
    denials: Mapping[str, Pattern]
    not_of_this_year: Pattern
    vehicles_by_use: Mapping[str, tuple[str, ...]]
    vehicles_moved: Pattern
    vehicles_of_others: Pattern


@frozen()
class Misplaced:
    """Names of indicators that are of another class than officers often put them under.

    Attributes:
        name: a pattern.
        classes: the wrong ones.
        belongs: the right one.
    """

    name: Pattern
    classes: frozenset[str]
    belongs: str


@frozen(kw_only=True)
class TargetLists:
    """The words that tell what an indicator is of: `schema/targets.json`.

    Attributes:
        language: of the words.
        comparisons: before a number, and the operator that each means.
        endings: the same after a number.
        units: what numbers are of, where nothing else shows that words are a number.
        percent: the unit of shares.
        beyond_hundred: in names of percentages that may be more than 100.
        goal_number: how a number stands in a goal: no ordinal, no end of a range.
        compound_units: longer words that begin like a unit and are another one, or none.
        cost: classes of cost that the budget pays.
        environmental_cost: classes of cost that nature pays.
        unit_price: in names of costs that are no total.
        no_target: what is typed for a target and is none, such as the name of a rate.
        no_value: what is typed where there is no value.
        misplaced: names under the wrong class.
        capital: economic items of building and buying.
        environment: function items of protecting the environment.
        environment_administration: those of them that are office work.
        more_is_better: names of rates that have to be reached, such as 合格率.
        turned: in such names, what makes less of it better, or leaves it open.
        less_is_better: names of what has to be kept low, such as 差错率.
        less_is_better_turned: in such names, what makes more of it better.
        quantities: classes of work that has to be done.
        capped: in names of quantities that may have a limit.
        cost_name: names of costs, whatever their class.
        saved: in names of costs, what makes more of it better.
        rate: names of shares.
        rate_units: what shares are counted in.
        rate_in_other_units: names and units of rates that are no shares.
        second_levels: the usual second-level classes (二级指标).
        clause_end: the marks that end a clause of a goal.
        same_count: units that stand for each other.
    """

    language: str
    comparisons: Mapping[str, str]
    endings: Mapping[str, str]
    units: frozenset[str]
    percent: frozenset[str]
    beyond_hundred: tuple[str, ...]
    goal_number: Pattern
    compound_units: tuple[str, ...]
    cost: frozenset[str]
    environmental_cost: frozenset[str]
    unit_price: tuple[str, ...]
    no_target: Pattern
    no_value: frozenset[str]
    misplaced: tuple[Misplaced, ...]
    capital: frozenset[str]
    environment: frozenset[str]
    environment_administration: frozenset[str]
    more_is_better: Pattern
    turned: Pattern
    less_is_better: Pattern
    less_is_better_turned: Pattern
    quantities: frozenset[str]
    capped: Pattern
    cost_name: Pattern
    saved: Pattern
    rate: Pattern
    rate_units: frozenset[str]
    rate_in_other_units: Pattern
    second_levels: tuple[str, ...]
    clause_end: str
    same_count: tuple[frozenset[str], ...]


@frozen()
class FundRule:
    """Functions, by the digits they begin with, and the funds that may pay for them."""

    functions: tuple[str, ...]
    funds: tuple[str, ...]


@frozen()
class Purchases:
    """How an item that buys an asset is told by its words.

    Attributes:
        economic: the class (类) it should not stand under.
        acts: words for buying.
        things: words for what lasts.
        other: words that make it something else, such as 维修.
        exempt: items of the class that buy things by their own name.
    """

    economic: str
    acts: tuple[str, ...]
    things: tuple[str, ...]
    other: tuple[str, ...]
    exempt: tuple[str, ...]


@frozen()
class Topic:
    """What some functions are about.

    Attributes:
        functions: by the digits they begin with.
        names: words that speak of these functions and of no others.
        words: words that fit a line of these functions, whatever else it says.
    """

    functions: tuple[str, ...]
    names: tuple[str, ...]
    words: tuple[str, ...]


@frozen()
class Retirement:
    """The items of retirement: by function, and by economic item."""

    function: tuple[Code, ...]
    economic: tuple[Code, ...]


@frozen()
class OccupationalPension:
    """The function items of what an employer pays: 养老保险 and 职业年金."""

    pension: tuple[Code, ...]
    annuity: tuple[Code, ...]


@frozen()
class UsualItems:
    """Economic items by how often bodies of a type have them.

    Attributes:
        economic: the class (类) that is looked at.
        fewest: how many items of it there have to be, before it is looked at.
        always: that nearly all bodies have.
        seldom: that hardly any has.
    """

    economic: str
    fewest: int
    always: tuple[Code, ...]
    seldom: frozenset[str]


@frozen(kw_only=True)
class CodeLists:
    """What codes must agree with beyond the lists themselves: `schema/code_rules.json`.

    Attributes:
        language: of the words.
        unit_types: of a function, the types of unit that may have it.
        economic_items: by type of body, what it nearly always has and what hardly ever.
    """

    language: str
    source: str
    retirement: Retirement
    occupational_pension: OccupationalPension
    funds: tuple[FundRule, ...]
    group_exceptions: frozenset[str]
    unit_types: Mapping[str, tuple[str, ...]]
    economic_items: Mapping[str, UsualItems]
    purchases: Purchases
    topics: tuple[Topic, ...]


@frozen(kw_only=True)
class AmountWords:
    """Words of one language that explain an amount.

    Attributes:
        taken_back: why it is negative.
        rounding: why rounded parts need not add up.
    """

    taken_back: tuple[str, ...]
    rounding: tuple[str, ...]


@frozen(kw_only=True)
class AmountLists:
    """Words that explain an amount, by language: `schema/amount_words.json`."""

    source: str
    words: Mapping[str, AmountWords]


@frozen(kw_only=True)
class ProcurementLists:
    """What is known of procurement in general: `schema/procurement.json`.

    Attributes:
        language: of the words.
        never_under: of each category, the economic codes that never pay for it.
        personnel_groups: the groups of economic items that buy nothing.
        rate_indicators: names of indicators that say how much of a project is procured.
    """

    language: str
    never_under: Mapping[str, frozenset[str]]
    personnel_groups: tuple[str, ...]
    rate_indicators: tuple[str, ...]


@frozen(kw_only=True)
class AssetLists:
    """Economic items that buy assets: `schema/assets.json`.

    Attributes:
        equipment_items: of large equipment.
        may_hold_vehicles: under which money may be for vehicles without saying so.
    """

    equipment_items: tuple[Code, ...]
    may_hold_vehicles: frozenset[str]


@frozen(kw_only=True)
class Thresholds:
    """The numbers that rules compare with: `schema/thresholds.json`.

    `rules/thresholds.yaml` says what each means. A jurisdiction may change them. A rule whose
    number is `None` is not evaluated. Shares are percent, amounts are yuan (元).
    """

    growth_reason: Limit | None
    other_share: Limit | None
    occupational_pension_share: Limit | None
    occupational_pension_tolerance: Limit | None
    small_and_medium_share: Limit | None
    small_and_micro_share: Limit | None
    small_lot_goods_and_services: Limit | None
    small_lot_works: Limit | None
    reception_share: Limit | None
    staff_cost_change: Limit | None
    staff_cost_least: Limit | None
    staff_cost_most: Limit | None
    item_most: Scale | None
    publication_days: Limit | None
    carry_over_years: Limit | None
    reason_characters: Limit | None
    repeated_reasons: Limit | None
    named_share: Limit | None
    shared_purpose: Limit | None
    same_amount: Limit | None
    unusual_codes: Limit | None
    floor_area_per_head: Limit | None
    vehicles_per_head: Limit | None


@frozen(kw_only=True)
class ThresholdSource:
    """Where a number is from that rules compare with: `schema/threshold_sources.json`.

    Attributes:
        value: the number that it states; of none, there is none to state.
        since: the first budget year that it is for, or the day from which on it holds.
        source: the law, notice or practice.
        certainty: how sure that is, as the pages of rules say it.
        published: whether an official text states the number, or this compiler has chosen it.
        rules: the codes of those that compare with it.
    """

    value: Scale | None
    since: Annotated[str, ("pattern", "^20[0-9]{2}(-[0-9]{2}-[0-9]{2})?$")]
    source: Bilingual
    certainty: str
    published: bool
    rules: tuple[str, ...]

    def holds_for(self, year: int) -> bool:
        """Tell whether it holds for budgets of a year: from its first day on."""
        first = self.since if "-" in self.since else f"{self.since}-01-01"
        return f"{year}-01-01" >= first


def in_force(
    thresholds: Thresholds, sources: Mapping[str, ThresholdSource], year: int
) -> Thresholds:
    """Return the numbers for budgets of a year: of one whose source is younger, there is none.

    A number that a workspace or a jurisdiction sets itself is not that source's, and stands.
    """
    early = {
        name: None
        for name, source in sources.items()
        if not source.holds_for(year) and getattr(thresholds, name) == source.value
    }
    return replace(thresholds, **early) if early else thresholds


@frozen()
class OwnFund:
    """Of which money a kind of expenditure is paid.

    Attributes:
        income: the fund of what comes in for it in the year.
        carried_over: the fund of what was left of that and carried over, among other money.
    """

    income: str
    carried_over: str


@frozen()
class KindFunds:
    """Which funds belong to kinds of expenditure that are neither basic nor a project's.

    Attributes:
        paid_from: of a kind, the money that it is paid from.
        arrives_as: of a kind that goes to another body, the fund of which that one has it.
    """

    paid_from: Mapping[str, OwnFund]
    arrives_as: Mapping[str, str]


@frozen(kw_only=True)
class Lists:
    """All of them.

    Attributes:
        threshold_sources: where each of `thresholds` is from, by its name.
        fund_types: of a fund, the types of bodies that it is for.
        kind_funds: of kinds of expenditure, the funds that belong to them.
        money_units: by name.
    """

    texts: TextLists
    targets: TargetLists
    codes: CodeLists
    amounts: AmountLists
    procurement: ProcurementLists
    assets: AssetLists
    published: PublishedWords
    printed: PrintedWords
    audit: AuditWords
    fund_types: Mapping[str, frozenset[str]]
    kind_funds: KindFunds
    thresholds: Thresholds
    threshold_sources: Mapping[str, ThresholdSource]
    money_units: Mapping[str, Unit]
