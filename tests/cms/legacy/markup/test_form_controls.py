"""Real forms become forms with their fields; those of the site's machinery are set aside."""

import pytest

from cms.legacy.items import FormField, SetAside
from tests.cms.legacy.markup.reading import kinds, only, read

NEWSLETTER = """
<form action="/subscribe"><h3>Subscribe To Our Newsletter</h3><p>Join our mailing list.</p>
<label for="e">Email address *</label><input type="email" id="e" name="email" required>
<label>Country <select name="country"><option>Spain</option><option>Chile</option></select></label>
<button>Subscribe</button><div style="display:none">You have Successfully Subscribed!</div></form>
"""


def test_a_form_has_its_heading_text_fields_button_and_message():
    form = only(NEWSLETTER)
    assert (form.kind, form.heading, form.text) == (
        "newsletter",
        "Subscribe To Our Newsletter",
        "Join our mailing list.",
    )
    assert (form.button, form.success_message) == ("Subscribe", "You have Successfully Subscribed!")
    email, country = form.fields
    assert email == FormField("email", "Email address", "email", required=True)
    assert (country.type, country.choices) == ("select", ("Spain", "Chile"))


def test_a_link_that_looks_like_a_button_is_the_button():
    assert only('<form><input name="email"><p><a href="#">Subscribe!</a></p></form>').button == "Subscribe!"


def test_forms_that_repeat_are_merged():
    form = only(NEWSLETTER * 3)
    assert (form.occurrences, len(form.fields)) == (3, 2)


def test_heading_and_message_around_a_form_belong_to_it():
    item = read(
        "<p>Prose.</p><h3>Request Information Packet</h3><p>We'll send your packet!</p>"
        '<form><input type="email" name="e"><input type="submit" value="Send it"></form>'
        '<div style="display:none">Thanks for your interest!</div><p>More prose.</p>'
    )
    assert kinds(item) == ["Paragraph", "Form", "Paragraph"]
    form = item.forms[0]
    assert (form.kind, form.text, form.button) == ("information_packet", "We'll send your packet!", "Send it")
    assert form.success_message == "Thanks for your interest!"


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        (
            '<form action="https://x.list-manage.com/s"><input name="FNAME"><button>Go</button></form>',
            "newsletter",
        ),
        ('<form><input type="email" name="a"><button>OK</button></form>', "newsletter"),
        ('<form><input name="n"><textarea name="message"></textarea><button>Send</button></form>', "contact"),
        ('<form action="/donate"><input name="amount"><button>Go</button></form>', "donate"),
    ],
)
def test_the_kind_of_a_form_without_heading_is_judged_by_its_names_and_fields(html, kind):
    assert only(html).kind == kind


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ('<form role="search"><input name="q"><button>Find</button></form>', "search-form"),
        ('<form><input name="s"><button>Find</button></form>', "search-form"),
        ('<form><label>Password</label><input type="password" name="p"></form>', "login-form"),
        ('<form id="commentform"><label>Your comment</label><textarea></textarea></form>', "comment-form"),
    ],
)
def test_the_forms_of_the_sites_machinery_are_set_aside(html, rule):
    aside = only(html)
    assert isinstance(aside, SetAside)
    assert aside.rule == rule


def test_a_page_inside_one_form_is_not_taken_for_a_form():
    item = read(f'<form><input type="hidden" name="state">{"<p>A paragraph of an article.</p>" * 30}</form>')
    assert kinds(item) == ["Paragraph"] * 30


def test_lists_and_tables_never_become_text_of_a_form():
    item = read(
        "<h3>Request Information Packet</h3><ul><li>We'll send your list</li></ul><p>Thanks for your interest!</p>"
    )
    assert kinds(item) == ["Form", "ListElement", "Paragraph"]
    assert item.forms[0].text == ""


def test_a_heading_of_the_article_ends_a_form():
    item = read(
        "<h3>Subscribe To Our Newsletter</h3><p>Join our list.</p><h2>Results</h2><p>Short.</p><p>Thank you!</p>"
    )
    assert kinds(item)[:2] == ["Form", "Heading"]
