"""Totals in running text, and the parts that are listed after them."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from blocks.clean import plain_text
from cms.evidence.enumerations import wrong_totals

DEMO = Path(settings.BASE_DIR) / "fixtures" / "demo"


def sums(text):
    return [(found.total, found.parts) for found in wrong_totals(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We found 10 studies comprising 8 RCTs and four cohorts.", (10, (8, 4))),
        ("The 120 patients, consisting of 60 men and 50 women, were followed.", (120, (60, 50))),
        ("The 100 patients, comprising 50 men with diabetes and 30 women, and 10 children.", (100, (50, 10))),
        ("10 studies, including 8 trials and 3 cohort studies.", (10, (8, 3))),
        ("120 participants were divided into 60 patients and 50 controls.", (120, (60, 50))),
        ("Ten studies were included, comprising 8 trials and a cohort study.", (10, (8, 1))),
        ("Twenty-four trials: 20 randomised trials and 5 crossover trials.", (24, (20, 5))),
        (
            "2,284 people (65 or older): 874 people in the programme and 1,420 people outside.",
            (2284, (874, 1420)),
        ),
        ("12 trials, of which 8 small trials and 5 large trials.", (12, (8, 5))),
        ("Diez estudios, formados por ocho series de casos y cuatro ensayos clínicos.", (10, (8, 4))),
        ("Treinta y dos pacientes, incluyendo 20 mujeres y 15 hombres.", (32, (20, 15))),
    ],
)
def test_parts_that_do_not_make_their_total_are_found(text, found):
    assert sums(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "We found 10 studies comprising 8 RCTs and two cohorts.",
        "10 studies, including 4 trials and 3 cohort studies.",
        "10 studies: 3 trials and 2 cohorts in Europe.",
        "10 studies comprising 8 trials, 3 cohorts and others.",
        "10 studies comprising at least 8 trials and 3 cohorts.",
        "Three hundred and eight participants, consisting of 84 patients and 20 controls.",
        "Three hundred studies, consisting of 200 trials and 100 cohorts.",
        "309 people, consisting of three hundred men and nine women.",
        "10 studies: 6 in Asia and 5 in Europe.",
        "10 studies comprising 8 trials. Two cohorts and one trial came later.",
        "10 studies comprising 8 trials of 120 patients and 2 cohorts of 90 patients.",
        "10 studies comprising 8 trials, which followed 5 trials and 3 cohorts.",
        "100 patients comprising 60 men with diabetes and 30 women, and 10 children.",
        "100 patients comprising 60 women, including 20 pregnant women, and 40 men.",
        "10 studies: case series with 231 patients, and randomised trials with 47 people and 37 controls.",
        "Three trials named EDITION 1, 2 and 3 compared them in three groups of people.",
        "Of 120 patients, 70% were women and 50% of the patients were men.",
        "200 people, made up of 60 % women and 40 % men.",
        "Diez estudios, formados por ocho series de casos y dos ensayos clínicos.",
        "Of 60 people consisting of 40 women and 20 men, 12 women and 3 men left early.",
        "12 trials, of which 8 trials measured pain, 7 trials measured sleep.",
        "Diez estudios, de los cuales 8 estudios midieron el dolor y 5 estudios el sueño.",
        "",
    ],
)
def test_a_list_that_adds_up_or_is_open_raises_no_alarm(text):
    assert sums(text) == []


def test_the_sample_is_found():
    (found,) = wrong_totals((DEMO / "article.txt").read_text(encoding="utf-8"))

    assert (found.total, found.parts) == (10, (8, 4))
    assert found.words.startswith("10 studies comprising of 8 prospective or retrospective case series")


def _texts(value):
    if isinstance(value, str):
        yield plain_text(value)
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


@pytest.mark.parametrize(
    "path", sorted([*DEMO.glob("summaries/*.json"), DEMO / "sample.json"]), ids=lambda path: path.stem
)
def test_the_summaries_of_the_demo_raise_no_alarm(path):
    texts = list(_texts(json.loads(path.read_text(encoding="utf-8"))))

    assert len(texts) > 50
    assert [found for text in texts for found in wrong_totals(text)] == []
