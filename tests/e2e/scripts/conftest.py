"""Scripts of the editor without a server: what answers, when and in which order, is the test's to say."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

SCRIPTS = Path(__file__).resolve().parents[3] / "cms" / "static" / "cms" / "admin"
ADDRESS = "http://desk.example.org/"
WORLD = """() => {
    window.controllers = {};
    window.StimulusModule = { Controller: class {} };
    window.wagtailConfig = { CSRF_TOKEN: "of the page", CSRF_HEADER_NAME: "X-CSRFToken" };
    window.wagtail = { app: {
        register: (name, controller) => (window.controllers[name] = controller),
        getControllerForElementAndIdentifier: () => null,
    } };
    window.pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
    // An answer after some time, unless nobody waits for it any more.
    window.after = (milliseconds, text, { signal } = {}, status = 200, kind = "application/json") =>
        new Promise((done, fail) => {
            signal?.addEventListener("abort", () => fail(new DOMException("", "AbortError")));
            const headers = { "Content-Type": kind };
            setTimeout(() => done(new Response(text, { status, headers })), milliseconds);
        });
}"""


@pytest.fixture(autouse=True)
def _patience(page: Page) -> None:
    """There is no server that one would have to wait for."""


@pytest.fixture
def load(page: Page) -> Callable[..., Page]:
    """A page with what Wagtail has there, some HTML and these scripts."""

    def build(html: str, *names: str) -> Page:
        page.route(ADDRESS, lambda route: route.fulfill(body=html, content_type="text/html"))
        page.goto(ADDRESS)
        page.evaluate(WORLD)
        for name in names:
            page.add_script_tag(content=(SCRIPTS / f"{name}.js").read_text())
        return page

    return build
