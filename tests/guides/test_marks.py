"""Nothing is printed in the README or a guide that nobody has tried."""

from pathlib import Path

import pytest

from tests.guides.examples import (
    GUIDES,
    README,
    ROOT,
    TRIED_ELSEWHERE,
    Example,
    code_outside_of_fences,
    examples_of,
)

TRIED_HERE = [guide for guide in (README, *GUIDES) if guide.name not in TRIED_ELSEWHERE]
EVERY = [example for guide in TRIED_HERE for example in examples_of(guide)]
# What these tests do with a block of each language.
RUN = {"sh", "json", "text", "python", "js"}


def test_there_are_examples():
    assert len(EVERY) > 20


@pytest.mark.parametrize("guide", TRIED_HERE, ids=lambda path: path.name)
def test_code_stands_in_fences_that_name_its_language(guide):
    assert code_outside_of_fences(guide) == []


@pytest.mark.parametrize(
    "guide", [guide for guide in GUIDES if guide.name in TRIED_ELSEWHERE], ids=lambda path: path.name
)
def test_a_guide_that_is_tried_elsewhere_says_by_what(guide: Path):
    program = TRIED_ELSEWHERE[guide.name]
    assert (ROOT / program).exists()
    assert program.replace("/", ".") in guide.read_text(encoding="utf-8")


@pytest.mark.parametrize("example", EVERY, ids=str)
def test_an_example_is_run_here_or_says_who_tries_it(example: Example):
    assert example.language
    if example.is_run_here:
        assert example.language in RUN
    if example.tried_by:
        assert (ROOT / example.tried_by).exists()


def test_what_is_tried_by_hand_says_why():
    """The list that a release is gone through with: another one means that somebody has to try what is new."""
    by_hand = [f"{example}: {example.by_hand}" for example in EVERY if example.by_hand]
    assert all(len(line.partition(": ")[2]) > 10 for line in by_hand)
    assert len(by_hand) <= 12, "\n".join(by_hand)


@pytest.mark.parametrize(
    "answer",
    [example for example in EVERY if example.language in ("json", "text") and example.is_run_here],
    ids=str,
)
def test_an_answer_stands_below_the_commands_that_it_answers(answer: Example):
    same = examples_of(answer.guide)
    before = same[same.index(answer) - 1]
    assert before.language in ("sh", "js")
