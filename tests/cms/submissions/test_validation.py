"""Values are judged by the schema that the form was delivered with, and kept exactly as they were sent."""

import pytest

from blocks.forms import form_fields
from cms.submissions.validation import cleaned, faults, first_email, is_email
from tests.cms.submissions.hostile_strings import HOSTILE
from tests.submitting import EVERY_FIELD, every_field

PARTS = ("line1", "line2", "postal_code", "city", "region", "country")
ONE_LINE = ("text", "email", "phone", *PARTS)
LINE_ENDS = set("\n\r\x0b\x0c\x1c\x1d\x1e\u2028\u2029")


def fields_of(*, required):
    return form_fields(every_field(required=required), language="en")


REQUIRED, OPTIONAL = fields_of(required=True), fields_of(required=False)


def codes(values, fields=REQUIRED):
    return [(fault.field, fault.code) for fault in faults(cleaned(values, fields), fields)]


def test_what_fits_has_no_faults():
    assert codes(EVERY_FIELD) == []


@pytest.mark.parametrize("value", [1, 1.5, True, None, [], ["x"], {}, {"x": 1}, 10**400])
@pytest.mark.parametrize("name", ["text", "long_text", "email", "phone", "choice", "country", "hidden"])
def test_a_value_of_another_type_is_refused(name, value):
    assert [field for field, _ in codes(EVERY_FIELD | {name: value})] == [f"fields.{name}"]


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("text", "  ", "missing"),
        ("text", "x" * 201, "too_long"),
        ("text", "a\nb", "invalid"),
        ("text", "ends\n", "invalid"),
        ("text", "x" * 500 + "\n", "too_long"),
        ("long_text", "x" * 2001, "too_long"),
        ("long_text", "\n\n", "missing"),
        ("long_text", "a\x07", "invalid"),
        ("phone", "+34 600\n", "invalid"),
        ("choice", "A", "not_one_of"),
        ("multiple_choice", [], "too_few"),
        ("multiple_choice", ["a", "b", "c"], "too_many"),
        ("multiple_choice", ["a", "a"], "invalid"),
        ("multiple_choice", ["z"], "not_one_of"),
        ("multiple_choice", [["a"]], "not_one_of"),
        ("multiple_choice", "a", "invalid"),
        ("checkbox", False, "must_be_accepted"),
        ("checkbox", "true", "must_be_accepted"),
        ("country", "es", "not_one_of"),
        ("postal_address", "x", "invalid"),
        ("hidden", "", "not_one_of"),
    ],
)
def test_a_fault_is_told_by_its_code(name, value, code):
    assert codes(EVERY_FIELD | {name: value}) == [(f"fields.{name}", code)]


@pytest.mark.parametrize("value", [False, True])
def test_a_box_that_need_not_be_ticked_may_be_either(value):
    assert codes({"hidden": "autumn", "checkbox": value}, OPTIONAL) == []


def test_a_field_that_is_not_known_is_named_in_short():
    assert codes(EVERY_FIELD | {"x" * 500: 1}) == [("fields." + "x" * 100, "unknown")]


def test_a_line_may_hold_whatever_a_line_can():
    line = "Łódź “quoted” 😀 =1+1 <b> \u202e \u00a0"
    assert codes(EVERY_FIELD | {"text": line}) == []
    assert cleaned({"text": line}, REQUIRED) == {"text": line}


@pytest.mark.parametrize(
    "address",
    ["a@example.org", "A.B+c@Sub.Example.ORG", "o'neil@example.org", "a@bücher.example.org",
     "a@xn--bcher-kva.example.org",
     "x" * 64 + "@example.org", "_-a@example.co.uk"],
)  # fmt: skip
def test_an_address_that_mail_can_be_sent_to_is_one(address):
    assert is_email(address)


@pytest.mark.parametrize(
    "address",
    ["", "a", "a@", "@example.org", "a@example", "a@localhost", "a b@example.org", " a@example.org", "a@example.org ",
     "a@example.org\n", "\na@example.org", "a@example.org\r\nBcc: b@example.org", "A <a@example.org>",
     "<a@example.org>",
     '"a"@example.org', '"a\\r\\n"@example.org', "a(b)@example.org", "a@(b)example.org", "a@[127.0.0.1]", "a@127.0.0.1",
     "a@[IPv6:::1]", "a@example.org,b@example.org", "a@@example.org", "a..b@example.org", ".a@example.org",
     "ñ@example.org", "a@ｅxample.org", "a@example。org", "a＠example.org", "a\u200b@example.org", "a\x00@example.org",
     "x" * 65 + "@example.org", "a@" + "x" * 64 + ".org", "a@-example.org", "a@example.org.", "mailto:a@example.org"],
)  # fmt: skip
def test_what_is_no_address_is_none(address):
    assert not is_email(address)


def test_the_first_address_is_the_first_one_that_was_filled_in():
    emails = [{"type": "email", "value": {"label": name, "name": name}} for name in ("one", "two")]
    fields = form_fields(emails, language="en")
    assert first_email({"two": "b@example.org"}, fields) == "b@example.org"
    assert first_email({"two": "b@example.org", "one": "a@example.org"}, fields) == "a@example.org"
    assert first_email({}, fields) == ""


def with_text(place, text):
    """The fields with one text in one place."""
    if place == "multiple_choice":
        return EVERY_FIELD | {place: [text]}
    if place in PARTS:
        return EVERY_FIELD | {"postal_address": EVERY_FIELD["postal_address"] | {place: text}}
    return EVERY_FIELD | {place: text}


@pytest.mark.parametrize("place", [*EVERY_FIELD, *PARTS])
def test_a_hostile_text_is_left_as_it_is_or_refused_by_the_name_of_its_field(place):
    way = f"fields.postal_address.{place}" if place in PARTS else f"fields.{place}"
    taken = 0
    for text in HOSTILE:
        values = cleaned(with_text(place, text), REQUIRED)
        found = faults(values, REQUIRED)
        assert [fault.field for fault in found] in ([], [way]), repr(text)
        if found or not text:
            continue
        taken += 1
        assert values == with_text(place, text)
        if place in ONE_LINE:
            assert not set(text) & LINE_ENDS, repr(text)
    if place in ("text", "long_text", "line1"):
        assert taken > len(HOSTILE) / 2
