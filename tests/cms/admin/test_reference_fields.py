"""Which fields a type asks for."""

import json

import pytest
from django.utils.translation import override

from cms.admin import reference_types
from cms.admin.reference_fields import ALWAYS, FIELDS, LABELS, as_data
from cms.admin.reference_form import ReferenceForm
from cms.admin.reference_widgets import DateInput, NamesInput, TypeSelect
from cms.bibliography.csl import TYPES
from cms.bibliography.form import CSL_FIELDS


def test_every_usual_type_asks_for_fields_of_its_own():
    assert set(reference_types.USUAL) <= set(FIELDS)


@pytest.mark.parametrize("kind", FIELDS)
def test_only_fields_that_there_are_are_asked_for(kind):
    assert kind in TYPES
    assert FIELDS[kind] <= set(CSL_FIELDS)
    assert FIELDS[kind] >= ALWAYS


@pytest.mark.parametrize("kind", LABELS)
def test_what_has_a_name_of_its_own_is_asked_for(kind):
    assert set(LABELS[kind]) <= FIELDS[kind]


def test_every_field_is_usual_for_some_type():
    assert frozenset().union(*FIELDS.values()) == set(CSL_FIELDS)


def test_every_field_of_the_record_is_in_the_form():
    assert {f"record_{name}" for name in CSL_FIELDS} <= set(ReferenceForm.base_fields)


def test_the_script_is_told_in_plain_values():
    assert json.loads(json.dumps(as_data()))["labels"]["thesis"]["publisher"] == "University"


@pytest.mark.parametrize("widget", [TypeSelect, NamesInput, DateInput])
def test_the_words_of_the_script_are_in_the_language_of_the_editor(widget):
    with override("en"):
        attributes = widget().build_attrs({})
    words = next(value for name, value in attributes.items() if name.endswith("-words-value"))
    assert json.loads(words)
    assert attributes["data-controller"].startswith("cms-")
