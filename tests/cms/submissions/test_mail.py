"""The mail that asks for confirmation: what it says, in which language, to whom, and how often."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from django.urls import resolve
from wagtail.models import Site

from cms.models import Delivery, OutboxEvent, SiteProfile, Submission, Subscriber
from cms.models.addresses import address_hash
from cms.outbox.queue import send_again
from cms.submissions.kinds import NEWSLETTER_RESEND
from cms.submissions.process import process_received
from cms.submissions.tokens import read_unsubscribe_token
from tests.builders import change, make_locale, make_site, publish_again, root_of
from tests.cms.submissions.newsletters import READER, confirmed, link_of, mails, pending, send, token_in, work

pytestmark = pytest.mark.django_db

FRONTEND = {"localhost": "https://www.example.org"}


@pytest.fixture
def newsletter(newsletter, settings):
    settings.CMS_FRONTEND_URLS = FRONTEND
    settings.CMS_API_BASE_URL = "https://api.example.org"
    return newsletter


def profile(**values):
    return SiteProfile.objects.update_or_create(site=Site.objects.get(is_default_site=True), defaults=values)[
        0
    ]


def html_of(message):
    (alternative,) = message.alternatives
    return alternative[0]


def test_the_mail_says_who_asks_for_what_and_leads_to_the_frontend(newsletter):
    profile(organisation="Example Foundation")

    pending(newsletter)

    (message,) = mails()
    assert message.to == [READER]
    assert message.subject == "Please confirm: Stay informed · Example Foundation"
    for text in (message.body, html_of(message)):
        assert "Stay informed" in text
        assert "Example Foundation" in text
        assert "I agree to get this newsletter by e-mail." in text
        assert "48 hours" in text
        assert f"https://www.example.org/newsletter/confirm/?token={token_in(message)}" in text
        assert "https://www.example.org/newsletter/unsubscribe/?token=" in text


def test_the_pages_of_the_frontend_are_where_the_settings_say(newsletter, settings):
    settings.CMS_CONFIRMATION_PATH = "/si/"
    settings.CMS_UNSUBSCRIBE_PATH = "/no/"

    pending(newsletter)

    assert "https://www.example.org/si/?token=" in mails()[0].body
    assert "https://www.example.org/no/?token=" in mails()[0].body


def test_the_mail_can_be_ended_by_one_click_as_rfc_8058_says(newsletter):
    subscriber = pending(newsletter)

    (message,) = mails()
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = urlsplit(link_of(message))
    assert (address.scheme, address.netloc) == ("https", "api.example.org")
    match = resolve(address.path)
    assert match.view_name == "cms_api:unsubscribe"
    assert read_unsubscribe_token(match.kwargs["token"]) == subscriber.uuid
    assert token_in(message, "unsubscribe") == match.kwargs["token"]
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"


def test_the_mail_is_in_the_language_of_the_reader(newsletter, settings, tmp_path):
    (tmp_path / "cms" / "mail").mkdir(parents=True)
    template = "{% load i18n %}{% get_current_language as code %}{{ code }} {{ language }} {{ confirm_url }}"
    (tmp_path / "cms" / "mail" / "confirmation.txt").write_text(template)
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    make_site()
    publish_again(root_of().copy_for_translation(make_locale("es")))
    spanish = change(newsletter.copy_for_translation(make_locale("es")), live=True, heading="Boletín")

    pending(newsletter, "english@example.org")
    pending(spanish, "spanish@example.org")

    english_mail, spanish_mail = sorted(mails(), key=lambda message: message.to)
    assert english_mail.body.startswith("en en https://www.example.org/newsletter/confirm/?token=")
    assert spanish_mail.body.startswith("es es https://www.example.org/es/newsletter/confirm/?token=")
    assert "Boletín" in spanish_mail.subject


def test_a_language_without_pages_leads_to_the_frontend_without_a_prefix(newsletter):
    spanish = change(newsletter.copy_for_translation(make_locale("es")), live=True)

    pending(spanish)

    assert "https://www.example.org/newsletter/confirm/?token=" in mails()[0].body


def test_a_host_can_replace_every_template(newsletter, settings, tmp_path):
    (tmp_path / "cms" / "mail").mkdir(parents=True)
    for name in ("confirmation_subject.txt", "confirmation.txt", "confirmation.html"):
        (tmp_path / "cms" / "mail" / name).write_text(f"{name} of the host: {{{{ heading }}}}")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]

    pending(newsletter)

    (message,) = mails()
    assert message.subject == "confirmation_subject.txt of the host: Stay informed"
    assert message.body == "confirmation.txt of the host: Stay informed"
    assert html_of(message) == "confirmation.html of the host: Stay informed"


def test_a_heading_can_neither_break_the_headers_nor_the_html(newsletter):
    heading = "News\r\nBcc: everybody@example.org <b>&"
    change(newsletter, heading=heading)

    pending(newsletter)

    (message,) = mails()
    assert message.subject.startswith("Please confirm: News Bcc: everybody@example.org <b>&")
    assert message.message()["Bcc"] is None
    assert message.recipients() == [READER]
    assert "<b>" not in html_of(message)
    assert "<b>&" in message.body


def test_what_a_reader_wrote_stands_in_no_header(newsletter):
    pending(newsletter, fields={"email": READER, "name": "Zanzibar\r\nBcc: x@example.org"})

    (message,) = mails()
    assert "Zanzibar" not in message.message().as_string()


def test_who_has_confirmed_or_unsubscribed_meanwhile_gets_no_mail(newsletter):
    for status in (Subscriber.Status.CONFIRMED, Subscriber.Status.UNSUBSCRIBED):
        send(newsletter, f"{status}@example.org")
        process_received()
        change(Subscriber.objects.get(email=f"{status}@example.org"), status=status)

    work()

    assert mails() == []
    statuses = Delivery.objects.filter(receiver__startswith="mail:").values_list("status", flat=True)
    assert list(statuses) == ["cancelled"] * 2


def test_a_confirmation_that_is_delivered_by_hand_again_does_no_harm(newsletter):
    confirmed(newsletter)

    send_again(Delivery.objects.filter(receiver__startswith="mail:"), now=datetime.now(UTC))
    work()

    assert len(mails()) == 1


def test_mails_are_told_apart_by_the_domain_of_the_sender(newsletter, settings):
    settings.CMS_MAIL_FROM = "News <news@mail.example.org>"

    pending(newsletter)

    (message,) = mails()
    assert message.from_email == "News <news@mail.example.org>"
    assert message.extra_headers["Message-ID"].endswith("@mail.example.org>")


def test_asking_again_sends_the_mail_once_more_within_the_limits(newsletter, settings):
    settings.CMS_CONFIRMATION_MAILS = (2, 0)
    subscriber = pending(newsletter)

    for _ in range(2):
        ask(newsletter)
        work()

    first, second = mails()
    assert token_in(first) == token_in(second)
    assert first.extra_headers["Message-ID"] != second.extra_headers["Message-ID"]
    subscriber.refresh_from_db()
    assert subscriber.mails == 2


def test_asking_again_for_an_address_that_is_confirmed_or_not_known_sends_nothing(newsletter, settings):
    settings.CMS_CONFIRMATION_MAILS = (9, 0)
    confirmed(newsletter)

    ask(newsletter)
    ask(newsletter, "nobody@example.org")
    work()

    assert len(mails()) == 1
    assert Delivery.objects.filter(event__kind=NEWSLETTER_RESEND).count() == 0
    assert not OutboxEvent.objects.filter(kind=NEWSLETTER_RESEND, settled_at=None).exists()


def ask(panel, email=READER):
    payload = {"address": address_hash(email), "list": str(panel.translation_key)}
    OutboxEvent.objects.create(kind=NEWSLETTER_RESEND, payload=payload)


def test_no_event_holds_the_address(newsletter):
    confirmed(newsletter)
    ask(newsletter)
    work()

    assert all(READER not in str(event.payload) for event in OutboxEvent.objects.all())
    assert all(READER not in str(delivery) for delivery in Delivery.objects.all())
    assert READER not in str(Submission.objects.get())
    assert READER not in str(Subscriber.objects.get())


def test_mails_of_a_site_that_is_gone_lead_to_the_default_one(newsletter):
    subscriber = pending(newsletter)
    change(subscriber, site=None)

    send_again(Delivery.objects.filter(receiver__startswith="mail:"), now=datetime.now(UTC))
    work()

    assert len(mails()) == 2
    assert "https://www.example.org/newsletter/confirm/" in mails()[1].body
