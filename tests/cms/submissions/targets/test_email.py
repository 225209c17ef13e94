"""The mail to a team: a line for each answer, and nothing of an answer passes for anything else."""

import smtplib
from email import message_from_bytes
from email.policy import default

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import override_settings

from cms.models import Delivery, OutboxEvent
from cms.submissions.targets import EmailTarget
from cms.submissions.targets.channel import send_test
from cms.submissions.targets.email import reply_address
from tests.cms.submissions.target_builders import CANARY_ADDRESS, accepted, contact_panel, make_target

pytestmark = pytest.mark.django_db


class Refuses(EmailBackend):
    """A mail server that repeats what it refuses."""

    def send_messages(self, messages):
        raise smtplib.SMTPDataError(554, f"no mail from {CANARY_ADDRESS}".encode())


def delivered(clock, **values):
    """The mail as it is on the wire."""
    if not Delivery.objects.exists():
        make_target("email", recipients="team@example.org\noffice@example.org")
    accepted(**values)
    clock.deliver()
    (sent,) = mail.outbox
    return message_from_bytes(sent.message().as_bytes(), policy=default)


@override_settings(CMS_MAIL_FROM="Research <noreply@example.com>")
def test_one_mail_says_all_to_the_team(clock):
    made = delivered(clock, consent="I agree.")
    event = OutboxEvent.objects.get(kind="submission.accepted")

    assert made["Subject"] == "Write to us – Contact"
    assert made["To"] == "team@example.org, office@example.org"
    assert made["From"] == "Research <noreply@example.com>"
    assert made["Reply-To"] == CANARY_ADDRESS
    assert made["Message-ID"] == f"<{event.public_id}@example.com>"
    assert made["Auto-Submitted"] == "auto-generated"
    lines = made.get_content().splitlines()
    assert lines[:3] == ["Your name: Ada", f"Your e-mail address: {CANARY_ADDRESS}", "Your message: Hello"]
    assert "Received: 2026-03-01 12:00 UTC" in lines
    assert "Consent: I agree." in lines


@override_settings(CMS_MAIL_FROM="Research <noreply@münchen.example>")
def test_the_id_of_a_mail_is_ascii_whatever_the_sender_is_called(clock):
    made = delivered(clock)
    event = OutboxEvent.objects.get(kind="submission.accepted")

    assert made["Message-ID"] == f"<{event.public_id}@xn--mnchen-3ya.example>"


def test_a_line_of_an_answer_does_not_pass_for_another_answer(clock):
    posing = (
        "Hello\nYour e-mail address: other@example.org\r\n\r\nConsent: none\u2028Panel: x\x0bPage: y\x85z"
    )
    lines = delivered(clock, fields={"email": CANARY_ADDRESS, "message": posing}).get_content().splitlines()

    assert [line for line in lines if line.startswith("Your e-mail")] == [
        f"Your e-mail address: {CANARY_ADDRESS}"
    ]
    assert lines[1:8] == [
        "Your message:",
        "    Hello",
        "    Your e-mail address: other@example.org",
        "    Consent: none",
        "    Panel: x",
        "    Page: y",
        "    z",
    ]


def test_every_kind_of_answer_is_readable(clock):
    fields = {
        "topics": ["lupus", "arthritis"],
        "call": True,
        "post": False,
        "address": {"line1": "1 Example Street", "line2": "", "city": "Exampleton", "country": "GB"},
        "empty": "",
        "number": 7,
        "turned": "\u202eabc\u2066",
        "campaign": "spring",
    }
    labels = {name: name for name in fields} | {"call": "Call me\nnow"}
    text = delivered(clock, fields=fields, labels=labels).get_content()

    assert text.startswith(
        "topics:\n    lupus\n    arthritis\nCall me now: Yes\npost: No\n"
        "address:\n    1 Example Street\n    Exampleton\n    GB\n"
        "empty: –\nnumber: 7\nturned: abc\ncampaign: spring\n\n"
    )


@pytest.mark.parametrize(
    "email",
    [
        "a@example.org\nBcc: b@example.org",
        "a@example.org\r\nBcc: b@example.org",
        "a@example.org, b@example.org",
        '"a, b@example.org, "@example.org',
        "A <a@example.org>",
        "a@example.org\u2028b",
        "a b@example.org",
        "nobody",
        "@example.org",
        "a@",
        "",
        None,
    ],
)
def test_only_an_ordinary_address_is_replied_to(email):
    assert reply_address(email) is None


@pytest.mark.parametrize(
    "email", ["a@example.org", "a.b+c@sub.example.org", "o_k-1@example.org", "o'key@example.org"]
)
def test_an_ordinary_address_is_replied_to(email):
    assert reply_address(email) == email


def test_a_heading_with_a_line_break_is_one_line_of_the_subject(clock):
    contact_panel(heading="Write\r\nBcc: other@example.org")
    made = delivered(clock)

    assert made["Subject"] == "Write Bcc: other@example.org – Contact"
    assert made["Bcc"] is None


def test_a_repeat_is_the_same_mail(clock):
    first = delivered(clock)
    mail.outbox.clear()
    Delivery.objects.update(status="pending")
    clock.deliver()
    second = message_from_bytes(mail.outbox[0].message().as_bytes(), policy=default)

    assert first["Message-ID"] == second["Message-ID"]
    assert first.get_content() == second.get_content()


@override_settings(EMAIL_BACKEND=f"{__name__}.Refuses")
def test_what_a_mail_server_says_is_not_kept(clock, caplog):
    make_target("email", recipients="team@example.org")
    accepted()
    clock.deliver()

    delivery = Delivery.objects.get()
    assert (delivery.status, delivery.last_failure, delivery.last_status) == ("pending", "status", 554)
    assert delivery.last_error == "SMTP 554"
    assert CANARY_ADDRESS not in caplog.text


def test_a_test_says_that_it_is_one(clock):
    send_test(make_target("email", recipients="team@example.org"), now=clock.now)
    clock.deliver()

    (sent,) = mail.outbox
    assert sent.subject == "[Test] This is a test – Contact"
    assert sent.body.startswith("This is a test: all of it is made up.")
    assert sent.reply_to == ["reader@example.org"]


@pytest.mark.parametrize(
    "recipients", [[], ["nobody"], ["a@example.org\nBcc: b@example.org"], "a@example.org"]
)
def test_recipients_are_a_list_of_addresses(recipients):
    with pytest.raises(ValueError, match="address"):
        EmailTarget(recipients=recipients)
