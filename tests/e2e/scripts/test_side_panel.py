"""The side panel while answers come late and buttons are pressed twice."""

import pytest

pytestmark = pytest.mark.browser

PANEL = """<div id="panel"><p id="status" tabindex="-1"></p><p id="problem"></p><div id="list"></div></div>"""
SERVER = """() => {
    window.accepted = false;
    window.sent = [];
    window.delay = 0;
    const list = () => `<ul><li class="cms-remark" data-cms-remark="rule:1:" data-cms-fingerprint="print">` + (accepted
        ? "accepted"
        : `open <button aria-controls="form"></button><form hidden><textarea></textarea><p role="alert"></p></form>`) +
        "</li></ul>";
    window.fetch = (address, options) => {
        if (options.method === "POST") {
            sent.push([address, options.headers["X-CSRFToken"]]);
            accepted = address.endsWith("acknowledge/");
        }
        const answer = { open: Number(!accepted), errors: 0, said: options.method ? "done" : "", html: list() };
        return after(window.delay, JSON.stringify(answer), options);
    };
    window.cmsKeep = { token: () => "of this moment" };
    const find = (id) => document.getElementById(id);
    window.desk = Object.assign(new controllers["cms-remarks"](), {
        element: find("panel"), statusTarget: find("status"), problemTarget: find("problem"), listTarget: find("list"),
        pageValue: "7", listValue: "/0/", acknowledgeValue: "/0/acknowledge/", withdrawValue: "/0/withdraw/",
        failedValue: "failed", expiredValue: "expired", goneValue: "gone",
    });
    return desk.load();
}"""
ACKNOWLEDGE = (
    "desk.acknowledge({ currentTarget: document.querySelector('form'), params: { fingerprint: 'print' } })"
)


@pytest.fixture
def panel(load):
    page = load(PANEL, "remarks")
    page.evaluate(SERVER)
    return page


def test_a_list_from_before_does_not_open_a_remark_that_is_accepted(panel):
    panel.evaluate("() => { delay = 200; desk.load(); delay = 0; }")
    panel.evaluate(f"() => {ACKNOWLEDGE}")
    panel.evaluate("() => pause(400)")
    assert panel.text_content("#list") == "accepted"
    assert panel.text_content("#status") == "done"
    assert panel.get_attribute("#list", "aria-busy") is None


def test_a_button_that_is_pressed_twice_does_its_work_once(panel):
    panel.evaluate(f"() => Promise.all([{ACKNOWLEDGE}, {ACKNOWLEDGE}])")
    assert panel.evaluate("sent") == [["/7/acknowledge/", "of this moment"]]
    panel.evaluate("""() => {
        const pressed = { currentTarget: document.createElement("button"), params: { fingerprint: "print" } };
        return Promise.all([desk.withdraw(pressed), desk.withdraw(pressed)]);
    }""")
    assert panel.evaluate("sent.length") == 2
    assert panel.text_content("#problem") == ""
