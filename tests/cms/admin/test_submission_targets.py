"""The screens of receivers of submissions: add, change, and who may do so."""

import re

import pytest
from django.db.models import ProtectedError
from django.test import override_settings
from django.urls import reverse
from wagtail.log_actions import registry

from cms.admin.line_fields import MASK
from cms.models import OutboxEvent, SubmissionTarget
from tests.builders import make_locale, make_panel
from tests.cms.admin.target_screens import URL, connection, edit
from tests.cms.admin.test_webhooks import user_with
from tests.cms.submissions.target_builders import contact_panel, make_target

pytestmark = pytest.mark.usefixtures("site", "local")
SECRET = re.compile(r"whsec_[A-Za-z0-9+/]{43}=")
ADD = reverse("submission_targets:add")


def form(kind="webhook", **values):
    empty = {"url": "", "recipients": "", "headers": "", "mapping": "", "site": ""}
    return {"name": "The team", "kind": kind, "active": "on", **empty, **values}


def errors(response):
    return {name: list(lines) for name, lines in response.context["form"].errors.items()}


def test_the_list_tells_a_newcomer_what_it_is_for(editor):
    assert "There are no receivers yet" in editor.get(reverse("submission_targets:index")).content.decode()


def test_a_webhook_is_added_and_its_secret_is_shown_once(editor):
    response = editor.post(ADD, form(url=URL, kinds=["contact"]), follow=True)
    target = SubmissionTarget.objects.get()

    assert (target.kind, target.url, target.kinds, target.active) == ("webhook", URL, ["contact"], True)
    assert SECRET.findall(response.content.decode()) == [target.secret]
    assert "no-store" in response.headers["Cache-Control"]
    assert not SECRET.search(editor.get(connection(target)).content.decode())
    assert not SECRET.search(editor.get(edit(target)).content.decode())
    assert [log.action for log in registry.get_logs_for_instance(target)] == ["wagtail.create"]


def test_a_new_secret_takes_the_place_of_the_old_one(editor):
    target = make_target(url=URL)
    response = editor.post(connection(target), {"do": "rotate"}, follow=True)
    old = target.secret
    target.refresh_from_db()

    assert target.secret != old
    assert SECRET.findall(response.content.decode()) == [target.secret]
    assert [log.action for log in registry.get_logs_for_instance(target)] == ["cms.target.rotate"]


def test_a_mailbox_is_added_with_its_recipients_each_once(editor):
    recipients = " team@example.org \n\nTEAM@example.org\noffice@example.org,\n"
    response = editor.post(ADD, form("email", recipients=recipients), follow=True)

    assert SubmissionTarget.objects.get().recipients == "team@example.org\noffice@example.org"
    assert not SECRET.search(response.content.decode())
    assert "office@example.org" in response.content.decode()


def test_a_line_that_is_no_address_is_named(editor):
    response = editor.post(ADD, form("email", recipients="team@example.org\nnobody\n<b>@x"))

    assert errors(response) == {
        "recipients": ["Line 2: “nobody” is no e-mail address.", "Line 3: “<b>@x” is no e-mail address."]
    }
    assert not SubmissionTarget.objects.exists()


@pytest.mark.parametrize(
    ("kind", "name"), [("webhook", "url"), ("http_json", "url"), ("email", "recipients")]
)
def test_what_a_way_needs_is_required(editor, kind, name):
    assert errors(editor.post(ADD, form(kind))) == {name: ["This field is required."]}


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://10.0.0.1/hook", "leads into a private network"),
        ("ftp://example.org/", "has to begin with https://"),
        ("https://user:pass@example.org/", "Leave the user name and password out"),
    ],
)
def test_an_address_that_is_not_asked_is_refused(editor, url, message):
    assert message in errors(editor.post(ADD, form(url=url)))["url"][0]


def test_plain_http_is_refused_unless_a_setting_allows_it(editor):
    with override_settings(CMS_OUTGOING_ALLOW_HTTP=False):
        response = editor.post(ADD, form("http_json", url=URL))

    assert "Plain http is only possible" in errors(response)["url"][0]


def test_headers_and_mapping_are_written_in_lines(editor):
    lines = {
        "headers": "Authorization: Bearer 12:345\n\nX-List:  7 ",
        "mapping": 'contact.mail: fields.email\nlist: "L: 17"',
    }
    editor.post(ADD, form("http_json", url=URL, **lines))
    target = SubmissionTarget.objects.get()
    page = editor.get(edit(target)).content.decode()

    assert target.headers == {"Authorization": "Bearer 12:345", "X-List": "7"}
    assert target.mapping == {"contact.mail": "fields.email", "list": '"L: 17"'}
    assert "contact.mail: fields.email\nlist: &quot;L: 17&quot;" in page
    assert f"Authorization: {MASK}\nX-List: {MASK}" in page
    assert "12:345" not in page


@pytest.mark.parametrize(
    ("name", "lines", "message"),
    [
        ("headers", "X-Key: 1\nX-Other", "Line 2: Write a name, a colon and a value."),
        ("headers", "X-Key:", "Line 1: Write a name, a colon and a value."),
        ("headers", "\nX-Key: 1\nx-key: 2", "Line 3: “x-key” stands here twice."),
        ("headers", "X Key: 1", "Line 1: “X Key” is no name of a header"),
        ("headers", "X-Key: schlüssel", "Line 1: The value of “X-Key” has characters"),
        ("headers", "Host: example.org", "Line 1: The header “Host” is sent anyway"),
        ("headers", f"X-Key: {MASK}", "Line 1: Write the value of “X-Key”."),
        ("mapping", "mail: fields.email\nname: fieldz.name", "Line 2: There is no “fieldz.name” here."),
        ("mapping", "mail: 100%", "Line 1: There is no “100%” here."),
        ("mapping", "a: email\na.b: locale", "Line 1: “a” can not be a value and have parts too."),
        ("mapping", "a..b: email", "Line 1: “a..b” is no name"),
    ],
)
def test_a_wrong_line_is_named(editor, name, lines, message):
    response = editor.post(ADD, form("http_json", url=URL, **{name: lines}))

    assert list(errors(response)) == [name]
    assert errors(response)[name][0].startswith(message)


def test_a_header_that_is_not_typed_again_is_kept_and_one_that_is_left_out_is_gone(editor):
    target = make_target("http_json", url=URL, headers={"X-Key": "12345", "X-Old": "1"})
    lines = f"x-key: {MASK}\nX-New: 2"
    editor.post(edit(target), form("http_json", url=f"{URL}/new", headers=lines))
    target.refresh_from_db()

    assert target.headers == {"x-key": "12345", "X-New": "2"}
    assert target.url == f"{URL}/new"


def test_a_header_that_is_kept_is_not_told_to_another_host(editor):
    target = make_target("http_json", url=URL, headers={"X-Key": "12345"})
    other = form("http_json", url="http://127.0.0.1:10/", headers=f"X-Key: {MASK}")
    response = editor.post(edit(target), other)

    assert "Write the values of the headers again" in errors(response)["headers"][0]
    assert SubmissionTarget.objects.get().url == URL
    editor.post(edit(target), {**other, "headers": "X-Key: 6"})
    assert SubmissionTarget.objects.get().headers == {"X-Key": "6"}


def test_what_another_way_asked_for_does_not_stay_behind(editor):
    target = make_target("http_json", url=URL, headers={"X-Key": "1"}, mapping={"a": "email"})
    values = {"url": "nonsense", "headers": "nonsense", "recipients": "team@example.org"}
    editor.post(edit(target), form("email", **values))
    target.refresh_from_db()

    assert (target.kind, target.url, target.headers, target.mapping) == ("email", "", {}, {})


def test_panels_that_ask_for_data_are_offered_each_once(editor):
    contact, link = contact_panel(), make_panel("link", kind="link", live=False)
    contact.copy_for_translation(make_locale("es")).save()
    offered = editor.get(ADD).context["form"].fields["panels"].queryset
    editor.post(ADD, form(url=URL, panels=[contact.pk]))

    assert list(offered) == [contact]
    assert link not in offered
    assert list(SubmissionTarget.objects.get().panels.all()) == [contact]


def test_a_chosen_translation_stays_chosen(editor):
    translated = contact_panel().copy_for_translation(make_locale("es"))
    translated.save()
    target = make_target(url=URL, panels=[translated])
    page = editor.get(edit(target))
    editor.post(edit(target), form(url=URL, panels=[translated.pk]))

    assert translated in page.context["form"].fields["panels"].queryset
    assert list(target.panels.all()) == [translated]


def test_a_panel_that_a_receiver_is_limited_to_is_not_deleted_which_would_widen_it(db):
    contact = contact_panel()
    make_target(url=URL, panels=[contact])

    with pytest.raises(ProtectedError):
        contact.delete()


def test_the_script_learns_which_fields_each_way_asks_for(editor):
    page = editor.get(ADD).content.decode()

    assert 'data-controller="cms-target-way"' in page
    assert "cms/admin/target-way.js" in page
    assert "&quot;http_json&quot;: [&quot;url&quot;, &quot;headers&quot;, &quot;mapping&quot;]" in page


def test_nothing_is_open_to_an_editor_without_permission():
    target = make_target(url=URL)
    helper = user_with("change_webhooksubscription", "view_delivery", "add_page", "view_submission")
    for name in ("index", "add", "edit", "delete", "connection", "history", "usage"):
        args = () if name in ("index", "add") else (target.pk,)
        response = helper.get(reverse(f"submission_targets:{name}", args=args))
        assert response.status_code == 403, name
        assert helper.post(reverse(f"submission_targets:{name}", args=args)).status_code == 403, name
    assert SubmissionTarget.objects.exists()
    assert "Receivers of submissions" not in helper.get(reverse("wagtailadmin_home")).content.decode()


def test_who_may_only_add_sees_the_secret_once_and_changes_nothing():
    helper = user_with("add_submissiontarget")
    response = helper.post(ADD, form(url=URL), follow=True)
    target = SubmissionTarget.objects.get()
    helper.post(connection(target), {"do": "rotate"})
    helper.post(connection(target), {"do": "test"})

    assert SECRET.findall(response.content.decode()) == [target.secret]
    assert SubmissionTarget.objects.get().secret == target.secret
    assert not OutboxEvent.objects.exists()


def test_the_permissions_can_be_given_to_a_group(editor):
    text = editor.get(reverse("wagtailusers_groups:add")).content.decode()

    assert "Receiver of submissions" in text
