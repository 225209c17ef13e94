"""A stored form becomes fields and a JSON Schema, whatever is stored; its patterns mean the same to browsers."""

import json
import re
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from blocks import form_patterns
from blocks.form_names import RESERVED
from blocks.forms import default_fields, form_fields, json_schema
from blocks.vocabulary import CallToActionKind, FormFieldType
from cms.models.calls_to_action import HONEYPOT

PATTERNS = {name: getattr(form_patterns, name) for name in form_patterns.__all__}
EVERY_KIND = [
    {"type": "text", "value": {"label": "Name", "required": True, "autocomplete": "name"}},
    {"type": "long_text", "value": {"label": "Message", "max_length": 500}},
    {"type": "email", "value": {"label": "E-mail", "required": True}},
    {"type": "phone", "value": {"label": "Phone"}},
    {"type": "choice", "value": {"label": "How", "options": [{"label": "By post"}, {"label": "No"}]}},
    {
        "type": "multiple_choice",
        "value": {
            "label": "What",
            "options": [{"label": each} for each in "abc"],
            "min_selected": 1,
            "max_selected": 2,
        },
    },
    {"type": "checkbox", "value": {"label": "I am an adult", "required": True}},
    {"type": "country", "value": {"label": "Country"}},
    {"type": "postal_address", "value": {"label": "Address"}},
    {"type": "hidden", "value": {"name": "campaign", "value": "spring"}},
]
ANSWERS = {
    "name": "Ada",
    "message": "Two\nlines",
    "e_mail": "ada@example.org",
    "phone": "(020) 7946 0000",
    "how": "By post",
    "what": ["a", "b"],
    "i_am_an_adult": True,
    "country": "ES",
    "address": {"line1": "High Street 1", "city": "Oxford", "country": "GB"},
    "campaign": "spring",
}


def fields_of(raw, language="en"):
    return form_fields(raw, language=language)


def schema_of(raw):
    return json_schema(fields_of(raw))


def refused(raw, answers):
    return {
        ".".join(map(str, error.path)) for error in Draft202012Validator(schema_of(raw)).iter_errors(answers)
    }


def one(kind, **value):
    return [{"type": kind, "value": {"label": "Field", "name": "it", **value}}]


def test_every_kind_of_field_is_tried_here():
    assert {each["type"] for each in EVERY_KIND} == set(FormFieldType.values)


def test_the_schema_is_one_of_json_schema():
    Draft202012Validator.check_schema(schema_of(EVERY_KIND))


def test_complete_answers_are_accepted():
    assert refused(EVERY_KIND, ANSWERS) == set()


def test_an_unknown_field_is_refused():
    assert Draft202012Validator(schema_of(EVERY_KIND)).is_valid({**ANSWERS, "more": 1}) is False


@pytest.mark.parametrize(
    ("kind", "value", "answer"),
    [
        ("text", {}, "a\n"),
        ("text", {}, "a\r\nBcc: b@example.org"),
        ("text", {}, "a\u2028b"),
        ("text", {}, "a\u0085b"),
        ("text", {"max_length": 3}, "abcd"),
        ("text", {"required": True}, ""),
        ("text", {"required": True}, " \u00a0\u200b"),
        ("long_text", {"required": True}, "\n \n"),
        ("long_text", {}, "a\x00"),
        ("email", {}, "ada"),
        ("email", {}, "ada@example.org\n"),
        ("email", {}, "a@b@example.org"),
        ("email", {}, "a b@example.org"),
        ("phone", {}, "call me"),
        ("phone", {}, "+44 20 7946 0000\n"),
        ("choice", {"options": [{"label": "A"}, {"label": "B"}]}, "C"),
        ("multiple_choice", {"options": [{"label": "A"}, {"label": "B"}], "max_selected": 1}, ["A", "B"]),
        ("multiple_choice", {"options": [{"label": "A"}, {"label": "B"}], "min_selected": 2}, ["A"]),
        ("multiple_choice", {"options": [{"label": "A"}, {"label": "B"}], "required": True}, []),
        ("multiple_choice", {"options": [{"label": "A"}, {"label": "B"}]}, ["A", "A"]),
        ("checkbox", {"required": True}, False),
        ("checkbox", {}, "on"),
        ("country", {}, "ZZ"),
        ("postal_address", {}, {"line1": "x", "city": "y"}),
        ("hidden", {"value": "x"}, "y"),
    ],
)
def test_a_wrong_answer_is_refused(kind, value, answer):
    assert refused(one(kind, **value), {"it": answer})


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("text", ""),
        ("text", "Zoë O’Neill-Ünlü 李"),
        ("long_text", "Dear team,\r\n\tthank you 🙂"),
        ("email", "zoë@exämple.org"),
        ("phone", "+44 (0)20 7946-0000"),
        ("checkbox", False),
        ("country", "GB"),
    ],
)
def test_a_right_answer_is_accepted(kind, answer):
    assert not refused(one(kind), {"it": answer})


def test_what_has_to_be_filled_in_may_not_be_left_out():
    required = schema_of(EVERY_KIND)["required"]
    assert required == ["name", "e_mail", "i_am_an_adult", "campaign"]


class TestNames:
    def names(self, *fields):
        raw = [{"type": "text", "value": {"label": label, "name": name}} for label, name in fields]
        return [field.name for field in fields_of(raw)]

    def test_they_are_made_from_the_label(self):
        assert self.names(("Your e-mail address", ""), ("Größe", ""), ("姓名", "")) == [
            "your_e_mail_address",
            "groe",
            "field",
        ]

    def test_each_is_there_once(self):
        assert self.names(("Name", ""), ("Name", ""), ("Name", "name_2")) == ["name", "name_3", "name_2"]

    def test_what_is_typed_stays_whatever_comes_before_it(self):
        assert self.names(("Name", ""), ("Other", "name")) == ["name_2", "name"]

    def test_a_name_that_means_something_else_is_not_used(self):
        assert self.names(("Website", ""), ("Constructor", "")) == ["website_2", "constructor_2"]

    def test_the_honeypot_is_such_a_name(self):
        assert HONEYPOT in RESERVED

    def test_stored_rubbish_becomes_a_name(self):
        assert self.names(("Name", "__proto__"), ("Other", 'a"b')) == ["proto", "a_b"]


class TestWhatCanNotBeAsked:
    @pytest.mark.parametrize(
        "item",
        [
            {"type": "text", "value": {"label": " "}},
            {"type": "choice", "value": {"label": "How", "options": [{"label": ""}]}},
            {"type": "multiple_choice", "value": {"label": "How"}},
            {"type": "hidden", "value": {"name": "campaign", "value": ""}},
            {"type": "signature", "value": {"label": "Sign here"}},
            {"type": "text"},
            None,
        ],
    )
    def test_it_is_left_out(self, item):
        assert fields_of([item]) == []


rubbish = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
keys = st.sampled_from(
    [
        "label",
        "name",
        "required",
        "help_text",
        "options",
        "max_length",
        "min_selected",
        "max_selected",
        "value",
    ]
)
options = st.lists(
    st.fixed_dictionaries({"label": rubbish | st.sampled_from(["A", "B"]), "value": rubbish})
    | st.fixed_dictionaries({"value": st.fixed_dictionaries({"label": st.text(max_size=3)})})
    | rubbish,
    max_size=4,
)
values = st.dictionaries(keys, rubbish | options | st.sampled_from(["A", "B", "name"]), max_size=9)
items = st.fixed_dictionaries(
    {"type": st.sampled_from(FormFieldType.values) | rubbish, "value": values | rubbish}
)


@given(st.lists(items, max_size=5))
def test_whatever_is_stored_becomes_a_form_with_a_valid_schema(raw):
    fields = fields_of(raw)
    schema = json_schema(fields)
    Draft202012Validator.check_schema(schema)
    assert len({field.name for field in fields}) == len(fields)
    for field in fields:
        values_ = [option.value for option in field.options]
        assert len(values_) == len(set(values_))
        assert (field.type in ("choice", "multiple_choice")) == bool(values_)
        limits = schema["properties"][field.name]
        assert limits.get("minItems", 0) <= limits.get("maxItems", len(values_))


@pytest.mark.parametrize("kind", CallToActionKind.values)
def test_the_usual_form_of_a_kind_has_no_name_twice(kind):
    fields = fields_of(default_fields(kind, "en"))
    assert bool(fields) == (kind in {"newsletter", "information_packet", "contact"})
    assert [field.name for field in fields] == [each["value"]["name"] for each in default_fields(kind, "en")]


def test_an_unknown_kind_has_no_usual_form():
    assert default_fields("", "en") == []


@given(
    text=st.text(alphabet=st.sampled_from(list("a @\n\r\t\u2028\u0085\ufeff\u200b\u00a0(+1-")), max_size=8)
)
def test_a_pattern_finds_the_whole_text_or_nothing(text):
    for name, pattern in PATTERNS.items():
        found = re.search(pattern, text)
        assert found is None or found.end() == len(text), name


SAMPLES = [
    "", " ", "a", "a\n", "\n", "a\r\nb", "a\u0085b", "\ufeff", "\u200b", "\u180e", "\u001c", "a\u2028",
    "\u2003", "🙂", "a@b", "a@b\n",
    "a@", "@b", "a@b@c", "a @b", "\ufeff@b", "+44 20 7946 0000", "(020) 1234", "1", "12345", "12345\n",
    "1" * 50, "٠١٢٣٤",
    "a\u0000", "\u007f", "\u00ad", "x" * 3000,
]  # fmt: skip


@pytest.mark.node
@pytest.mark.parametrize("flag", ["u", "v"])
def test_browsers_read_the_patterns_as_this_server_does(flag):
    script = (
        "const {patterns, samples, flag} = JSON.parse(require('fs').readFileSync(0));"
        "const out = {}; for (const [name, pattern] of Object.entries(patterns))"
        " out[name] = samples.map((text) => new RegExp(pattern, flag).test(text));"
        "console.log(JSON.stringify(out));"
    )
    given_ = json.dumps({"patterns": PATTERNS, "samples": SAMPLES, "flag": flag})
    finished = subprocess.run(
        [shutil.which("node") or "node", "-e", script],
        input=given_,
        capture_output=True,
        text=True,
        check=True,
    )
    expected = {name: [bool(re.search(p, text)) for text in SAMPLES] for name, p in PATTERNS.items()}
    assert json.loads(finished.stdout) == expected


@pytest.mark.parametrize("name", PATTERNS)
def test_no_text_makes_a_pattern_try_again_and_again(name):
    """Each part takes one character at a time: nothing is repeated inside of what is repeated."""
    assert not re.search(r"[*+}]\)[*+{]", PATTERNS[name])


def test_the_parts_of_an_address_are_in_the_language_of_the_panel():
    raw = one("postal_address")
    assert [part.name for part in fields_of(raw)[0].parts] == [
        "line1", "line2", "postal_code", "city", "region", "country",
    ]  # fmt: skip
    assert [part.label for part in fields_of(raw)[0].parts][3] == "City"
