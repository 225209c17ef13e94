"""The list of a page's panels, from the first save on."""

import pytest

pytestmark = pytest.mark.browser

FORM = '<form><div id="panel"><div id="list">Save the page once</div><button id="again" hidden></button></div></form>'
SERVER = """() => {
    window.sent = [];
    window.fetch = (address, options) => (sent.push(address), after(0, "<p>None.</p>", options, 200, "text/html"));
    const find = (id) => document.getElementById(id);
    window.desk = Object.assign(new controllers["cms-page-panels"](), {
        element: find("panel"), listTarget: find("list"), againTarget: find("again"), pageValue: "",
        addressValue: "/panels/0/", kindsValue: "/kinds/", repeatValue: "", failedValue: "failed",
    });
    desk.connect();
}"""


@pytest.fixture
def new_page(load):
    page = load(FORM, "page-panels")
    page.evaluate(SERVER)
    return page


def test_a_new_page_is_asked_about_once_wagtail_has_saved_it(new_page):
    assert new_page.evaluate("sent") == []
    new_page.evaluate("() => (desk.saved({ detail: { data: { pk: 7 } } }), pause(50))")
    assert new_page.evaluate("sent") == ["/panels/7/"]
    assert new_page.text_content("#list") == "None."
    assert new_page.is_visible("#again")


def test_a_list_that_stays_the_same_is_not_read_out_again(new_page):
    new_page.evaluate("() => (desk.saved({ detail: { data: { pk: 7 } } }), pause(50))")
    new_page.evaluate("() => { window.before = desk.listTarget.firstChild; return desk.load(); }")
    assert new_page.evaluate("before === desk.listTarget.firstChild")
