"""The dialog for citations while answers come late, and after the login has expired."""

import json

import pytest

pytestmark = pytest.mark.browser

CONFIG = {
    "urls": {"labels": "/labels/", "search": "/search/"},
    "texts": {"failed": "failed", "out": "logged out"},
}
FORM = f'<form data-edit-form></form><script type="application/json" id="cms-cite-config">{json.dumps(CONFIG)}</script>'
SERVER = """() => {
    window.tokens = [];
    window.delays = [300, 0];
    window.cmsKeep = { token: () => "of this moment" };
    const reference = { id: 1, key: "doe", label: "Doe", title: "A study", integrity: "clean" };
    window.fetch = (address, options) => {
        tokens.push(options.headers["X-CSRFToken"]);
        const labels = JSON.parse(options.body).citations.map(({ mode }) => ({ text: mode, raised: false }));
        return after(delays.shift() ?? 0, JSON.stringify({ references: [reference], author_date: false, labels }));
    };
}"""


@pytest.fixture
def desk(load):
    page = load(FORM, *(f"cite/{name}" for name in ("config", "page", "labels", "item", "results", "dialog")))
    page.evaluate(SERVER)
    return page


def test_a_late_answer_does_not_show_how_a_citation_would_have_looked(desk):
    desk.evaluate("""() => {
        cmsCite.openDialog({ items: [{ reference: 1 }], mode: "parenthetical", place: {}, isNew: false });
    }""")
    desk.wait_for_function("tokens.length === 1")
    desk.locator("dialog > .cms-cite-check input").check()
    desk.evaluate("() => pause(700)")
    assert desk.text_content(".cms-cite-preview__label") == "narrative"
    assert set(desk.evaluate("tokens")) == {"of this moment"}


def test_who_is_logged_out_is_told_so(desk):
    desk.evaluate("() => { window.fetch = () => after(0, '<html>', {}, 403, 'text/html'); }")
    said = desk.evaluate(
        "() => cmsCite.ask('search', { query: { q: 'doe' } }).catch((error) => error.message)"
    )
    assert said == "logged out"
