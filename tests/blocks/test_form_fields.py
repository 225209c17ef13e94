"""What is wrong with a form's fields is said at the field, in words for people, when it is published."""

import copy

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError

from blocks.form_fields import FormFields
from blocks.vocabulary import FormFieldType

BLOCK = FormFields(required=False)


def stored(*fields):
    return BLOCK.to_python(
        [
            {"type": kind, "value": value, "id": str(number)}
            for number, (kind, value) in enumerate(fields, start=1)
        ]
    )


def answers(*labels):
    return [{"type": "item", "value": {"label": label, "value": ""}, "id": label} for label in labels]


def errors_of(*fields):
    with pytest.raises(StreamBlockValidationError) as refused:
        BLOCK.clean(stored(*fields))
    return refused.value.block_errors


def message(error):
    return " ".join(error.messages)


def test_each_type_of_the_api_is_a_block():
    assert set(BLOCK.child_blocks) == set(FormFieldType.values)


@pytest.mark.parametrize("name", FormFieldType.values)
def test_each_block_says_what_it_is_for_and_can_be_looked_at(name):
    block = BLOCK.child_blocks[name]
    assert block.get_description()
    assert block.is_previewable
    assert block.meta.group


@pytest.mark.parametrize("name", ["choice", "multiple_choice"])
def test_a_new_choice_offers_two_answers_to_fill_in(name):
    """The editor's script shows what it finds no value for as “undefined”."""
    options = BLOCK.child_blocks[name].child_blocks["options"]
    state = options.get_form_state(options.get_default())

    assert [set(item["value"]) for item in state] == [{"label", "value"}] * 2
    assert not any(any(item["value"].values()) for item in state)


def test_a_name_that_two_fields_have_is_said_at_the_second():
    found = errors_of(("text", {"label": "A", "name": "it"}), ("text", {"label": "B", "name": "it"}))
    assert set(found) == {1}
    assert message(found[1].block_errors["name"]) == "This name is taken by field 1."


def test_a_label_that_two_fields_have_is_said_at_the_second():
    found = errors_of(("text", {"label": "Your  name"}), ("text", {"label": "your name"}))
    assert "Field 1 has this label too" in message(found[1].block_errors["label"])


def test_a_name_that_means_something_else_is_refused():
    found = errors_of(("text", {"label": "A", "name": "website"}))
    assert "means something else" in message(found[0].block_errors["name"])


@pytest.mark.parametrize("name", ["Name", "1st", "a-b", "a b", "name\n", "__proto__"])
def test_a_name_is_one_for_programs(name):
    assert "name" in errors_of(("text", {"label": "A", "name": name}))[0].block_errors


def test_a_choice_needs_two_answers():
    for kind in ("choice", "multiple_choice"):
        error = errors_of((kind, {"label": "How", "options": answers("A")}))[0].block_errors["options"]
        assert isinstance(error, ListBlockValidationError)
        assert error.non_block_errors == ["Give at least two answers to choose from."]


def test_equal_answers_are_said_at_the_second():
    found = errors_of(("choice", {"label": "How", "options": answers("By post", "No", "by post")}))
    error = found[0].block_errors["options"].block_errors
    assert set(error) == {2}
    assert message(error[2].block_errors["label"]) == "This is the same as answer 1."


@pytest.mark.parametrize(
    ("least", "most", "field"), [(3, None, "min_selected"), (None, 3, "max_selected"), (2, 1, "max_selected")]
)
def test_the_limits_of_a_multiple_choice_can_be_kept(least, most, field):
    value = {"label": "What", "options": answers("A", "B"), "min_selected": least, "max_selected": most}
    assert set(errors_of(("multiple_choice", value))[0].block_errors) == {field}


def test_a_hidden_field_needs_its_value():
    assert set(errors_of(("hidden", {"name": "campaign", "value": ""}))[0].block_errors) == {"value"}


def test_everything_is_said_at_once():
    found = errors_of(
        ("text", {"label": ""}),
        ("text", {"label": "A", "name": "it"}),
        ("text", {"label": "B", "name": "it"}),
    )
    assert set(found) == {0, 2}


def test_a_draft_may_be_incomplete():
    draft = copy.deepcopy(BLOCK)
    value = draft.to_python(
        [
            {"type": "text", "value": {"label": "", "name": "it"}, "id": "1"},
            {"type": "text", "value": {"label": "", "name": "it"}, "id": "2"},
            {"type": "choice", "value": {"label": "", "options": answers("A")}, "id": "3"},
            {
                "type": "multiple_choice",
                "value": {"label": "", "options": answers("A"), "min_selected": 4},
                "id": "4",
            },
            {"type": "hidden", "value": {"name": "", "value": ""}, "id": "5"},
        ]
    )
    assert len(draft.clean_deferred(value)) == 5
    with pytest.raises(ValidationError):
        draft.clean(value)


def test_what_is_right_is_accepted():
    value = stored(
        ("email", {"label": "E-mail", "required": True}),
        ("multiple_choice", {"label": "What", "options": answers("A", "B"), "min_selected": 1}),
        ("hidden", {"name": "campaign", "value": "spring"}),
    )
    assert len(BLOCK.clean(value)) == 3
