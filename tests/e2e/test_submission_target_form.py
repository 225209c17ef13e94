"""The form of a receiver of submissions in a real browser: it asks for what the chosen way needs."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from cms.models import SubmissionTarget
from tests.builders import make_site
from tests.e2e.editing import log_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ASKED = {
    "webhook": {"url"},
    "email": {"recipients"},
    "http_json": {"url", "headers", "mapping"},
}


@pytest.fixture
def form(live_server, page, complaints, db):
    make_site()
    log_in(page, live_server.url)
    page.goto(live_server.url + reverse("submission_targets:add"))
    yield page
    page.wait_for_load_state("networkidle")
    page.goto("about:blank")
    assert complaints == []


def shown(form):
    names = set().union(*ASKED.values())
    return {name for name in names if form.locator(f"#id_{name}").is_visible()}


def test_the_form_asks_for_what_the_way_needs_and_hides_nothing_that_is_wrong(form, turn):
    for way, names in ASKED.items():
        form.locator("#id_kind").select_option(way)
        assert shown(form) == names, way

    form.locator("#id_name").fill("The team")
    form.locator("#id_kind").select_option("email")
    form.locator("#id_recipients").fill("team@example.org\nnobody")
    form.get_by_role("button", name="Create").click()
    expect(form.get_by_text("Line 2: “nobody” is no e-mail address.")).to_be_visible()
    form.locator("#id_kind").select_option("webhook")
    assert "recipients" in shown(form)

    form.locator("#id_kind").select_option("email")
    form.locator("#id_recipients").fill("team@example.org")
    form.get_by_role("button", name="Create").click()
    expect(form.get_by_role("heading", name="Does it work?")).to_be_visible()
    with turn:
        assert SubmissionTarget.objects.get().recipients == "team@example.org"
