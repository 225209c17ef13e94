"""What becomes of the token and of the login, without a server."""

import json

import pytest

pytestmark = pytest.mark.browser

TEXTS = {"away": "No connection.", "full": "No room.", "copy": "A copy is kept.", "notSaved": "Not saved."}
CONFIG = {"session": "/session/", "login": "/login/", "restore": "restore", "texts": TEXTS}
FORM = f"""
    <form id="page-edit-form" data-edit-form data-controller="w-autosave"><input name="title" value="Typed"></form>
    <script type="application/json" id="cms-keep-config">{json.dumps(CONFIG)}</script>
    <script>window.fetch = () => Promise.reject(new TypeError());
    window.cmsKept = {{ put: () => true, get: () => null, drop() {{}}, sending() {{}} }};</script>"""


@pytest.fixture
def desk(load):
    """A form whose server has not answered yet."""
    return load(FORM, *(f"keep-work/{name}" for name in ("asking", "banner", "guard")))


def test_as_long_as_nobody_is_known_the_browser_is_not_blamed(desk):
    desk.evaluate("""() => {
        document.dispatchEvent(new CustomEvent("w-autosave:error", { detail: { type: "network_error" } }));
        return pause(100);
    }""")
    assert desk.text_content(".cms-keep__text") == "No connection."


def test_the_token_is_that_of_the_cookie(desk):
    assert desk.evaluate("cmsKeep.token()") == "of the page"
    desk.evaluate("() => { document.cookie = 'csrftoken=of%20the%20new%20login'; }")
    assert desk.evaluate("cmsKeep.token()") == "of the new login"


def test_a_topic_is_sent_with_the_token_of_this_moment(load):
    page = load('<input id="title" value="Ageing">', "topics")
    page.evaluate("""async () => {
        window.cmsKeep = { token: () => "of this moment" };
        window.fetch = (address, { headers }) => ((window.sent = headers["X-CSRFToken"]), after(0, "{}", {}, 400));
        const desk = new controllers["cms-topics"]();
        await Object.assign(desk, { titleTarget: title, saidTarget: {}, addressValue: "/", localeValue: "1" }).add();
    }""")
    assert page.evaluate("sent") == "of this moment"


def test_an_import_that_is_watched_leads_to_the_login_when_that_has_expired(load):
    page = load("", "import-progress")
    page.evaluate("""() => {
        window.fetch = () => after(0, "", {}, 403, "text/html");
        const desk = Object.assign(new controllers["cms-import-progress"](), { addressValue: "/", pauseValue: 50 });
        setTimeout(() => desk.connect(), 100);
    }""")
    with page.expect_navigation():
        pass
    assert page.evaluate("window.controllers") is None
