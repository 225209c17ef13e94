"""Forms of panels in the example frontend, sent to the API itself."""

import re
from collections.abc import Callable
from threading import Lock
from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import Locator, Page, Request, Route, expect

from cms.models import Submission, Subscriber
from tests.builders import change
from tests.e2e.frontend.content import Content

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visit = Callable[[str], Page]
Work = Callable[[], None]
SUMMARY = "/research/everything/"
SUBMISSIONS = "**/submissions/?**"


def newsletter(page: Page) -> Locator:
    return page.get_by_role("region", name="Stay informed")


def fill_in(page: Page, address: str = "reader@example.org") -> Locator:
    """The panel of the newsletter, filled in."""
    panel = newsletter(page)
    panel.get_by_label("Your e-mail address").fill(address)
    panel.get_by_role("checkbox").check()
    return panel


def sent(turn: Lock) -> list[Submission]:
    with turn:
        return list(Submission.objects.order_by("pk"))


def test_a_reader_subscribes_confirms_and_unsubscribes(
    visit: Visit, work: Work, turn: Lock, complaints: list[str]
) -> None:
    page = visit(SUMMARY)
    panel = fill_in(page)
    panel.get_by_role("button", name="Subscribe").click()
    thanks = panel.get_by_role("status")
    # Not the message of the panel, which may speak as if all were done.
    expect(thanks).to_have_text("One step is left: follow the link in the mail that is on its way to you.")
    expect(thanks).to_be_focused()
    expect(panel.get_by_role("button", name="Subscribe")).to_have_count(0)
    (submission,) = sent(turn)
    assert submission.fields == {"email": "reader@example.org"}

    work()
    (message,) = mail.outbox
    confirm, leave = re.findall(r"http://localhost:\d+/newsletter/\S+", str(message.body))
    page.goto(confirm)
    expect(page.get_by_role("button", name="Confirm my subscription")).to_be_visible()
    with turn:
        assert Subscriber.objects.get().confirmed_at is None  # to look at the page changes nothing
    page.get_by_role("button", name="Confirm my subscription").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your subscription is confirmed")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.goto(leave)
    page.get_by_role("button", name="Unsubscribe me").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are unsubscribed")
    with turn:
        assert Subscriber.objects.get().confirmed_at is not None
    assert complaints == []


def test_a_link_that_was_used_offers_another_one(visit: Visit, work: Work) -> None:
    page = visit(SUMMARY)
    fill_in(page).get_by_role("button", name="Subscribe").click()
    expect(newsletter(page).get_by_role("status")).not_to_be_empty()
    work()
    (confirm, _) = re.findall(r"http://localhost:\d+/newsletter/\S+", str(mail.outbox[0].body))
    for _ in range(2):
        page.goto(confirm)
        page.get_by_role("button", name="Confirm my subscription").click()
        expect(page.get_by_role("button", name="Confirm my subscription")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_have_text("This link is no longer valid")
    page.get_by_role("button", name="Send me another link").click()
    expect(page.get_by_label("Your e-mail address")).to_be_focused()
    page.get_by_label("Your e-mail address").fill("reader@example.org")
    page.get_by_role("button", name="Send me another link").click()
    expect(page.get_by_role("status").filter(has_text="a mail with a new link")).to_be_focused()


@pytest.mark.parametrize("path", ["confirm", "unsubscribe"])
def test_a_link_that_nobody_knows_says_so(visit: Visit, path: str) -> None:
    page = visit(f"/newsletter/{path}/?token={'a' * 43}")
    page.get_by_role("main").get_by_role("button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This link is not known")
    visit(f"/newsletter/{path}/")
    expect(page.get_by_role("main").get_by_role("button")).to_have_count(0)


def test_what_is_missing_is_said_at_its_field(visit: Visit, turn: Lock, complaints: list[str]) -> None:
    page = visit(SUMMARY)
    panel = newsletter(page)
    panel.get_by_role("button", name="Subscribe").click()
    email = panel.get_by_label("Your e-mail address")
    expect(email).to_be_focused()
    expect(email).to_have_accessible_description("Please fill this in.")
    expect(panel.get_by_role("alert")).to_have_text("2 fields need your attention.")
    email.fill("nobody")
    panel.get_by_role("checkbox").check()
    panel.get_by_role("button", name="Subscribe").click()
    expect(email).to_have_accessible_description(re.compile("does not look like an e-mail address"))
    assert sent(turn) == []
    assert complaints == []


def test_what_the_api_does_not_take_is_said_at_its_field(visit: Visit, page: Page, turn: Lock) -> None:
    visit(SUMMARY)
    # A browser takes this for an address; the API does not.
    panel = fill_in(page, "reader@localhost")
    panel.get_by_role("button", name="Subscribe").click()
    email = panel.get_by_label("Your e-mail address")
    expect(email).to_have_attribute("aria-invalid", "true")
    expect(email).to_be_focused()
    expect(email).to_have_value("reader@localhost")
    assert sent(turn) == []


def test_every_kind_of_field_is_drawn_and_sent(visit: Visit, turn: Lock, complaints: list[str]) -> None:
    page = visit(SUMMARY)
    panel = page.get_by_role("region", name="Request the packet")
    expect(panel).to_contain_text("This organisation offers the treatment described.")
    panel.get_by_label("Your name").fill("Zoë Reader")
    panel.get_by_label("Your question").fill("Two\nlines?")
    panel.get_by_label("Your e-mail address").fill("zoe@example.org")
    panel.get_by_label("Your telephone").fill("call me")
    panel.get_by_role("radio", name="By post").check()
    panel.get_by_role("checkbox", name="Sleep").check()
    panel.get_by_role("checkbox", name="Pain").check()
    panel.get_by_label("Where you live").select_option("CH")
    panel.get_by_label("Street and number").fill("Long Street 1")
    panel.get_by_label("I agree to get").check()
    panel.get_by_role("button", name="Request it").click()
    expect(panel.get_by_role("alert")).to_have_text("4 fields need your attention.")
    panel.get_by_label("Your telephone").fill("+41 44 123 45 67")
    panel.get_by_role("checkbox", name="Pain").uncheck()
    panel.get_by_label("City").fill("Zürich")
    panel.get_by_role("group", name="Your address").get_by_label("Country").select_option(label="Switzerland")
    panel.get_by_role("button", name="Request it").click()
    expect(panel.get_by_role("status")).to_have_text("Thank you.")
    (submission,) = sent(turn)
    assert submission.fields == {
        "name": "Zoë Reader",
        "question": "Two\nlines?",
        "email": "zoe@example.org",
        "phone": "+41 44 123 45 67",
        "way": "post",
        "subjects": ["sleep"],
        "patient": False,
        "country": "CH",
        "address": {"line1": "Long Street 1", "city": "Zürich", "country": "CH"},
        "campaign": "spring",
    }
    assert complaints == []


def test_an_answer_that_was_lost_is_asked_for_again_with_the_same_key(
    visit: Visit, page: Page, turn: Lock
) -> None:
    keys: list[str | None] = []

    def lose_the_first(route: Route, request: Request) -> None:
        if request.method != "POST":
            return route.continue_()
        keys.append(request.headers.get("idempotency-key"))
        if len(keys) > 1:
            return route.continue_()
        route.fetch()  # it arrives, and nobody hears of it
        return route.abort("connectionreset")

    page.route(SUBMISSIONS, lose_the_first)
    visit(SUMMARY)
    panel = fill_in(page)
    panel.get_by_role("button", name="Subscribe").click()
    expect(panel.get_by_role("alert")).to_contain_text("could not be sent")
    expect(panel.get_by_label("Your e-mail address")).to_have_value("reader@example.org")
    panel.get_by_role("button", name="Subscribe").click()
    expect(panel.get_by_role("status")).not_to_be_empty()
    assert keys[0] == keys[1]
    assert len(sent(turn)) == 1


def test_whoever_is_too_fast_waits_without_noticing(
    visit: Visit, page: Page, turn: Lock, settings: Any
) -> None:
    settings.CMS_FORM_SECONDS = 3
    # A computer whose clock is fast: it believes that the token is old enough.
    page.add_init_script("const now = Date.now; Date.now = () => now() + 60_000")
    visit(SUMMARY)
    panel = fill_in(page)
    panel.get_by_role("button", name="Subscribe").click()
    expect(panel.get_by_role("status")).not_to_be_empty()
    assert len(sent(turn)) == 1


def test_another_wording_of_the_consent_is_shown_to_be_agreed_to(
    visit: Visit, page: Page, content: Content, turn: Lock
) -> None:
    visit(SUMMARY)
    panel = fill_in(page)
    with turn:
        change(content.panels["newsletter"], consent_text="I agree to two mails a month.")
    panel.get_by_role("button", name="Subscribe").click()
    box = panel.get_by_label("I agree to two mails a month.")
    expect(box).to_be_focused()
    expect(box).not_to_be_checked()
    expect(box).to_have_accessible_description(re.compile("wording of the consent has changed"))
    box.check()
    panel.get_by_role("button", name="Subscribe").click()
    expect(panel.get_by_role("status")).not_to_be_empty()
    assert sent(turn)[0].consent_version == 2


def test_whoever_sends_too_often_is_told_when_to_come_back(visit: Visit, page: Page, settings: Any) -> None:
    settings.CMS_FORM_LIMITS = {"client": (0, 600), "address": (5, 3600)}
    visit(SUMMARY)
    panel = fill_in(page)
    panel.get_by_role("button", name="Subscribe").click()
    expect(panel.get_by_role("alert")).to_contain_text(re.compile(r"try again in .*(minute|second)"))


def test_a_form_that_was_sent_is_not_shown_again_unless_asked_for(visit: Visit, page: Page) -> None:
    visit(SUMMARY)
    fill_in(page).get_by_role("button", name="Subscribe").click()
    expect(newsletter(page).get_by_role("status")).not_to_be_empty()
    visit(SUMMARY)
    panel = newsletter(page)
    expect(panel).to_contain_text("You have already sent this")
    panel.get_by_role("button", name="Fill in the form again").click()
    expect(panel.get_by_label("Your e-mail address")).to_be_focused()


def test_a_panel_is_shown_no_more_often_than_its_policy_says(visit: Visit, page: Page) -> None:
    for _ in range(2):
        visit(SUMMARY)
        panel = page.get_by_role("region", name="Support us")
        panel.scroll_into_view_if_needed()
        page.evaluate("new Promise(requestAnimationFrame)")
        page.wait_for_timeout(200)
    visit(SUMMARY)
    expect(newsletter(page)).to_be_visible()
    expect(page.get_by_role("region", name="Support us")).to_have_count(0)


def test_the_trap_for_robots_is_out_of_the_way_of_readers(visit: Visit) -> None:
    trap = visit(SUMMARY).locator("input[name=website]").first
    expect(trap).not_to_be_in_viewport()
    expect(trap).to_have_attribute("tabindex", "-1")
    expect(trap).to_have_attribute("autocomplete", "off")
    expect(trap.locator("xpath=ancestor::*[@aria-hidden='true']")).to_have_count(1)
