"""A whole list of names that was pasted into one line."""

import time

import pytest

from cms.bibliography.name_lines import split_line


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Zhou T; Li H", ["Zhou, T", "Li, H"]),
        ("Zhou T, Li HY, Liao C", ["Zhou, T", "Li, HY", "Liao, C"]),
        ("Doe, Jane; Roe, Richard;", ["Doe, Jane", "Roe, Richard"]),
        ("van der Donk WA; Lupus Group", ["van der Donk, WA", "Lupus Group"]),
        ("Müller-Lüdenscheidt K.-H.; Ng B", ["Müller-Lüdenscheidt, K.-H.", "Ng, B"]),
    ],
)
def test_a_list_is_one_name_for_each_of_its_parts(line, names):
    assert split_line(line) == names


@pytest.mark.parametrize(
    "line",
    ["Zhou, Tianbiao", "Doe, J, Jr", "Team A", "{Task Group; North, and South}", "Smith AB, Task Group", ""],
)
def test_a_single_name_is_left_as_it_is(line):
    assert split_line(line) == [line]


@pytest.mark.parametrize(
    "line", [";" * 100_000, "{;" * 50_000, "a" * 200_000 + ";" + "b" * 200_000, "A B," * 50_000]
)
def test_a_huge_line_takes_no_time(line):
    before = time.process_time()
    split_line(line)
    assert time.process_time() - before < 2
