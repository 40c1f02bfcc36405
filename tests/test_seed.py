"""
The published report that the project began with is read as the example is; where it is not at hand, nothing is asked.
"""

import pytest

from test_example import (  # noqa: F401  asked of the other document as well
    report,
    test_each_block_has_the_edition_of_its_labels,
    test_each_figure_has_a_source_that_stands_in_the_document,
    test_findings_are_just_these,
    test_nothing_is_left_unplaced_and_all_sections_are_there,
    test_organ_and_year_are_those_of_the_title,
    test_prose_is_kept_word_for_word,
    test_reading_it_twice_gives_equal_reports,
    test_rows_with_a_figure_too_many_are_shown_as_printed,
    test_table_two_has_the_printed_figures,
    test_tables_three_and_four_are_all_zero,
    test_what_is_not_printed_has_no_source,
)


@pytest.fixture
def file(shared):
    """The published report."""
    return shared / "seed" / "jinhai-2020.txt"
