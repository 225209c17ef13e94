"""Forms are told from prose: nothing of a form stays, and no sentence of an article goes with it."""

import pytest

from blocks.vocabulary import CallToActionKind
from cms.legacy.form_rules import FORM_RULES, FormRule, normalise, part_of
from cms.legacy.forms import recognise
from cms.legacy.items import Form, Passage

PROSE = "Lupus is a disease that affects many parts of the body, and there is no cure for it today."


def passages(*texts):
    return [Passage(text, (number,)) for number, text in enumerate(texts, start=1)]


def forms_and_prose(*texts, rules=FORM_RULES):
    found, remnants = recognise(passages(*texts), rules=rules)
    forms = [element for element in found if isinstance(element, Form)]
    return forms, [element.text for element in found if isinstance(element, Passage)], remnants


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Subscribe To Our Newsletter", "newsletter"),
        ("SIGN UP FOR OUR NEWSLETTER!", "newsletter"),
        ("Sign-up for updates", "newsletter"),
        ("Join our mailing list", "newsletter"),
        ("Newsletter", "newsletter"),
        ("Stay up to date", "newsletter"),
        ("Get the latest news", "newsletter"),
        ("Request Information Packet", "information_packet"),
        ("Request your free information packet", "information_packet"),
        ("Order our brochure", "information_packet"),
        ("Request More Information", "information_packet"),
        ("Download our free guide", "download"),
        ("Get the e-book now", "download"),
        ("Contact Us Today!", "contact"),
        ("Get in touch", "contact"),
        ("Schedule a free consultation", "contact"),
        ("Donate now", "donate"),
    ],
)
def test_headings_of_forms_are_recognised(heading, kind):
    assert part_of(heading) == ("heading", kind)


@pytest.mark.parametrize(
    "line",
    [
        "You have Successfully Subscribed!",
        "You are now subscribed.",
        "Success! You've been successfully subscribed",
        "Thanks for your interest!",
        "Thank you for signing up.",
        "Thank you for contacting us!",
        "Thank you! Your submission has been received!",
        "Your message was sent successfully.",
        "We'll be in touch shortly.",
        "Please check your inbox to confirm.",
    ],
)
def test_messages_after_sending_are_recognised(line):
    part = part_of(line)
    assert part is not None
    assert part[0] == "success"


@pytest.mark.parametrize(
    "line",
    [
        PROSE,
        "Participants could join our mailing list and subscribe to the newsletter of the clinic.",
        "The researchers request more information from the registry.",
        "We thank the patients for their interest.",
        "Contact between patients was avoided.",
        "Information packets were sent to 40 participants in each arm of the trial.",
        "Conclusion",
        "Newsletters and leaflets improved adherence.",
    ],
)
def test_sentences_of_an_article_are_not_taken_for_forms(line):
    assert part_of(line) is None
    assert forms_and_prose(PROSE, line, PROSE)[1] == [PROSE, line, PROSE]


def test_a_doubled_heading_is_one_form():
    forms, prose, _ = forms_and_prose(
        "Subscribe To Our Newsletter",
        "Subscribe To Our Newsletter",
        "Join our list.",
        "You have Successfully Subscribed!",
    )
    assert (len(forms), prose) == (1, [])
    assert (forms[0].heading, forms[0].text, forms[0].occurrences) == (
        "Subscribe To Our Newsletter",
        "Join our list.",
        1,
    )


def test_repeats_are_merged_whatever_their_case_quotes_and_spaces():
    forms, prose, _ = forms_and_prose(
        "Request Information Packet", "We'll send it.", "Thanks for your interest!",
        "REQUEST INFORMATION PACKET:", "We’ll send it", "Thanks for your interest.",
    )  # fmt: skip
    assert (len(forms), prose) == (1, [])
    assert forms[0].places == ((1, 3), (4, 6))
    assert forms[0].repeats == 1


def test_a_shorter_repeat_is_merged_and_completes_the_first():
    forms, _, _ = forms_and_prose(
        "Subscribe to our newsletter",
        PROSE,
        "Subscribe to our newsletter",
        "Sign up for news.",
        "Thank you for subscribing!",
    )
    assert len(forms) == 1
    assert (forms[0].text, forms[0].success_message) == ("Sign up for news.", "Thank you for subscribing!")


def test_forms_of_one_kind_with_different_texts_are_two():
    forms, _, _ = forms_and_prose(
        "Request a brochure", "We'll send one about lupus.", "Thanks for your interest!",
        "Request a brochure", "We'll send one about asthma.", "Thanks for your interest!",
    )  # fmt: skip
    assert [form.text for form in forms] == ["We'll send one about lupus.", "We'll send one about asthma."]


def test_a_form_stands_where_it_first_stood():
    found, _ = recognise(passages(PROSE, "Contact us", PROSE, "Contact us"))
    assert [type(element) for element in found] == [Passage, Form, Passage]


def test_prose_after_a_heading_of_a_form_is_kept():
    forms, prose, _ = forms_and_prose(
        "Subscribe to our newsletter", PROSE, "Another sentence of the article."
    )
    assert prose == [PROSE, "Another sentence of the article."]
    assert forms[0].text == ""


def test_a_short_text_before_the_message_belongs_to_the_form():
    forms, prose, _ = forms_and_prose(
        "Newsletter", "News from the clinic, every month.", "Thank you for subscribing!", PROSE
    )
    assert forms[0].text == "News from the clinic, every month."
    assert prose == [PROSE]


def test_fields_buttons_and_error_messages_belong_to_the_form():
    forms, prose, _ = forms_and_prose(
        "Contact us", "Name*", "E-mail address:", "Message", "Send", "Your message has been sent.",
        "Oops! Something went wrong while submitting the form.",
    )  # fmt: skip
    assert forms[0].labels[:3] == ("Name*", "E-mail address:", "Message")
    assert (forms[0].button, forms[0].success_message) == ("Send", "Your message has been sent.")
    assert prose == []


def test_a_second_heading_below_the_first_is_kept_as_text():
    forms, _, _ = forms_and_prose("Newsletter", "Subscribe to our newsletter", "Thank you for subscribing!")
    assert (forms[0].heading, forms[0].text) == ("Newsletter", "Subscribe to our newsletter")


def test_a_message_that_stands_alone_stays_in_the_prose_and_is_reported():
    forms, prose, remnants = forms_and_prose(PROSE, "Thanks for your interest!", PROSE)
    assert (forms, prose) == ([], [PROSE, "Thanks for your interest!", PROSE])
    assert [(remnant.text, remnant.line) for remnant in remnants] == [("Thanks for your interest!", 2)]


def test_a_stray_line_of_a_known_form_goes_to_the_form():
    forms, prose, remnants = forms_and_prose(
        "Request a brochure",
        "We'll send it.",
        "Thanks for your interest!",
        PROSE,
        "Thanks for your interest!",
    )
    assert (prose, remnants) == ([PROSE], [])
    assert (forms[0].lines, forms[0].occurrences) == ((1, 2, 3, 5), 1)


def test_a_site_can_add_a_rule():
    rules = (*FORM_RULES, FormRule("heading", "contact", r"talk to a nurse"))
    forms, _, _ = forms_and_prose("Talk to a nurse", PROSE, rules=rules)
    assert [form.kind for form in forms] == ["contact"]


def test_every_rule_has_a_kind_of_the_vocabulary():
    assert {rule.kind for rule in FORM_RULES} - {""} <= set(CallToActionKind.values)


def test_normalising_ignores_case_quotes_spaces_and_end_punctuation():
    assert normalise("We’ll  SEND\u00a0it!") == normalise("we'll send it.")


def test_a_file_may_be_nothing_but_repeats():
    form = ("Request a brochure", "We'll send it.", "Thanks for your interest!")
    forms, prose, _ = forms_and_prose(*(form * 2000))
    assert (len(forms), prose, forms[0].repeats) == (1, [], 1999)


SENT, FAILED = "Thank you!", "Oops! Something went wrong."


@pytest.mark.parametrize("last", [(SENT, FAILED), (FAILED, SENT)])
def test_a_message_of_failure_belongs_to_the_form_wherever_it_stands(last):
    forms, prose, remnants = forms_and_prose(
        "Subscribe To Our Newsletter", "Name", "Email", "Submit", *last, PROSE
    )
    assert (len(forms), forms[0].success_message, prose, remnants) == (1, SENT, [PROSE], [])
