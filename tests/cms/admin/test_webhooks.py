"""The screens of webhooks and deliveries: add, rotate, test, look at, send again."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client, override_settings
from django.urls import reverse
from wagtail.log_actions import registry
from wagtail.models import Site

from cms.models import Delivery, OutboxEvent, WebhookSubscription
from tests.cms.outbox_builders import NOW, Clock, record, subscribe
from tests.receivers import answers, receiver

pytestmark = pytest.mark.usefixtures("site", "local")
SECRET = re.compile(r"whsec_[A-Za-z0-9+/]{43}=")


def user_with(*codenames):
    user = get_user_model().objects.create_user("helper", password="x")
    wanted = Permission.objects.filter(codename__in=["access_admin", *codenames])
    user.user_permissions.set(wanted)
    browser = Client()
    browser.force_login(user)
    return browser


def form(**values):
    return {"name": "Frontend", "url": "http://127.0.0.1:9/hook", "site": "", "active": "on", **values}


def connection(webhook):
    return reverse("webhooks:connection", args=(webhook.pk,))


def test_the_lists_tell_a_newcomer_what_they_are_for(editor):
    assert "There are no webhooks yet" in editor.get(reverse("webhooks:index")).content.decode()
    text = editor.get(reverse("deliveries:index")).content.decode()
    assert "Nothing has been sent yet" in text
    assert reverse("webhooks:index") in text


def test_who_adds_a_webhook_sees_its_secret_once(editor):
    response = editor.post(reverse("webhooks:add"), form(kinds=["page.upsert"]), follow=True)
    webhook = WebhookSubscription.objects.get()
    secret = webhook.secrets.get()

    assert (webhook.url, webhook.kinds, webhook.active) == ("http://127.0.0.1:9/hook", ["page.upsert"], True)
    assert SECRET.findall(response.content.decode()) == [secret.value]
    assert "no-store" in response.headers["Cache-Control"]
    assert not SECRET.search(editor.get(connection(webhook)).content.decode())


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://10.0.0.1/hook", "10.0.0.1 leads into a private network"),
        ("http://0x7f000002:9/hook", "0x7f000002 leads into a private network"),
        ("ftp://example.org/", "has to begin with https://"),
        ("hooks", "has to begin with https://"),
        ("https://user:pass@example.org/", "Leave the user name and password out"),
        ("https://", "has no host name"),
        ("https://127.0.0.1:0/", "not a usable one"),
    ],
)
def test_an_address_that_is_not_asked_is_refused_with_a_reason(editor, url, message):
    response = editor.post(reverse("webhooks:add"), form(url=url))

    assert message in response.context["form"].errors["url"][0]
    assert not WebhookSubscription.objects.exists()


def test_plain_http_is_refused_unless_a_setting_allows_it(editor):
    with override_settings(CMS_OUTGOING_ALLOW_HTTP=False):
        response = editor.post(reverse("webhooks:add"), form())

    assert "Plain http is only possible" in response.context["form"].errors["url"][0]


def test_a_webhook_is_changed_without_touching_its_secret(editor):
    webhook = subscribe("http://127.0.0.1:9/hook")
    secret = webhook.secrets.get()
    address = reverse("webhooks:edit", args=(webhook.pk,))
    assert connection(webhook) in editor.get(address).content.decode()
    editor.post(address, form(name="Renamed", site=Site.objects.get().pk, active=""))
    webhook.refresh_from_db()

    assert (webhook.name, webhook.site, webhook.active) == ("Renamed", Site.objects.get(), False)
    assert webhook.secrets.get() == secret


def test_a_new_secret_is_shown_once_and_the_old_one_gets_an_end(editor):
    webhook = subscribe("http://127.0.0.1:9/hook")
    old = webhook.secrets.get()
    response = editor.post(connection(webhook), {"do": "rotate"}, follow=True)
    old.refresh_from_db()
    new = webhook.secrets.exclude(pk=old.pk).get()

    assert SECRET.findall(response.content.decode()) == [new.value]
    assert old.retires_at is not None
    assert [entry.action for entry in registry.get_logs_for_instance(webhook)] == ["cms.webhook.rotate"]


def test_a_secret_is_shown_on_demand_only_to_those_who_may(editor):
    webhook = subscribe("http://127.0.0.1:9/hook")
    helper = user_with("change_webhooksubscription")
    refused = helper.post(connection(webhook), {"do": "reveal"}, follow=True)
    shown = editor.post(connection(webhook), {"do": "reveal"})

    assert not SECRET.search(refused.content.decode())
    assert "Show the secret" not in helper.get(connection(webhook)).content.decode()
    assert SECRET.findall(shown.content.decode()) == [webhook.secrets.get().value]
    assert "no-store" in shown.headers["Cache-Control"]
    assert [entry.action for entry in registry.get_logs_for_instance(webhook)] == ["cms.webhook.reveal"]


def test_a_test_event_is_written_down_and_sent_by_the_loop(editor):
    with receiver() as server:
        webhook = subscribe(server.url)
        editor.post(connection(webhook), {"do": "test"})
        assert server.requests == []
        Clock(OutboxEvent.objects.get().created_at).deliver()

    assert b'"type":"webhook.test"' in server.requests[0].body
    assert "Delivered" in editor.get(reverse("webhooks:index")).content.decode()


def test_a_webhook_that_is_switched_off_is_not_tested(editor):
    webhook = subscribe("http://127.0.0.1:9/hook", active=False)
    response = editor.post(connection(webhook), {"do": "test"}, follow=True)

    assert "Switch it on before you test it" in response.content.decode()
    assert not OutboxEvent.objects.exists()


def test_a_failed_delivery_says_what_was_sent_what_came_back_and_when_it_is_tried_again(editor):
    with receiver(answers(500, b"<b>no disk</b>")) as server:
        subscribe(server.url)
        record(4711)
        Clock().deliver()
    text = editor.get(
        reverse("deliveries:inspect", args=(Delivery.objects.earliest("pk").pk,))
    ).content.decode()

    assert "The receiver answered with an error." in text
    assert "HTTP 500" in text
    assert "4711" in text
    assert "&lt;b&gt;no disk&lt;/b&gt;" in text
    assert "Next attempt" in text


def test_the_log_is_filtered_by_status_webhook_and_event(editor):
    first, second = (
        subscribe("http://127.0.0.1:9/", name="First"),
        subscribe("http://127.0.0.1:9/", name="Second"),
    )
    record(1, kind="page.upsert")
    record(2, kind="page.delete")
    for event in OutboxEvent.objects.all():
        for webhook in (first, second):
            status = "failed" if webhook == first else "delivered"
            event.deliveries.create(
                receiver=f"webhook:{webhook.pk}", subscription=webhook, status=status, next_attempt_at=NOW
            )

    def found(**query):
        listed = editor.get(reverse("deliveries:index"), query).context["object_list"]
        return sorted(f"{one.event.kind} {one.subscription}" for one in listed)

    assert len(found()) == 4
    assert found(status="failed") == ["page.delete First", "page.upsert First"]
    assert found(subscription=second.pk, kind="page.delete") == ["page.delete Second"]


def test_a_delivery_is_sent_again(editor):
    with receiver() as server:
        subscribe(server.url)
        record()
        clock = Clock()
        clock.deliver()
        delivery = Delivery.objects.earliest("pk")
        response = editor.post(reverse("deliveries:again", args=(delivery.pk,)), follow=True)
        delivery.refresh_from_db()
        clock.now = delivery.next_attempt_at
        clock.deliver()

    assert "It will be sent again" in response.content.decode()
    sent = [request.headers["webhook-id"] for request in server.requests]
    assert sent.count(delivery.event.public_id) == 2


def test_all_that_was_given_up_is_sent_again_together(editor):
    webhook = subscribe("http://127.0.0.1:9/")
    off = subscribe("http://127.0.0.1:9/", name="Off", active=False)
    for number, status in enumerate(["failed", "failed", "delivered", "cancelled"]):
        record(number)
        event = OutboxEvent.objects.last()
        for one in (webhook, off):
            event.deliveries.create(
                receiver=f"webhook:{one.pk}", subscription=one, status=status, next_attempt_at=NOW
            )
    address = reverse("deliveries:again_all")
    asked = editor.get(address).content.decode()
    assert "2 deliveries" in asked
    assert Delivery.objects.filter(status="pending").count() == 0
    editor.post(address)

    again = Delivery.objects.filter(status="pending")
    assert {(one.subscription, one.attempts) for one in again} == {(webhook, 0)}
    assert again.count() == 2


def test_nothing_is_open_to_an_editor_without_permission():
    webhook = subscribe("http://127.0.0.1:9/")
    record()
    delivery = OutboxEvent.objects.get().deliveries.create(receiver="purge:x", next_attempt_at=NOW)
    helper = user_with()
    for name, args in [
        ("webhooks:index", ()),
        ("webhooks:add", ()),
        ("webhooks:edit", (webhook.pk,)),
        ("webhooks:connection", (webhook.pk,)),
        ("deliveries:index", ()),
        ("deliveries:inspect", (delivery.pk,)),
        ("deliveries:again_all", ()),
    ]:
        assert helper.get(reverse(name, args=args)).status_code == 302, name
    assert helper.post(reverse("deliveries:again", args=(delivery.pk,))).status_code == 302
    assert "Webhooks" not in helper.get(reverse("wagtailadmin_home")).content.decode()


def test_who_may_only_look_can_not_send_again():
    record()
    delivery = OutboxEvent.objects.get().deliveries.create(
        receiver="purge:varnish", next_attempt_at=NOW, status="failed"
    )
    helper = user_with("view_delivery")
    page = helper.get(reverse("deliveries:inspect", args=(delivery.pk,))).content.decode()
    helper.post(reverse("deliveries:again", args=(delivery.pk,)))
    delivery.refresh_from_db()

    assert "varnish" in page
    assert "Send again" not in page
    assert delivery.status == "failed"


def test_the_permission_to_see_secrets_can_be_given_to_a_group(editor):
    text = editor.get(reverse("wagtailusers_groups:add")).content.decode()

    assert "Can see the secrets of webhooks" in text


def test_a_webhook_is_deleted_with_its_deliveries(editor):
    webhook = subscribe("http://127.0.0.1:9/")
    record()
    OutboxEvent.objects.get().deliveries.create(receiver="w", subscription=webhook, next_attempt_at=NOW)
    editor.post(reverse("webhooks:delete", args=(webhook.pk,)))

    assert not WebhookSubscription.objects.exists()
    assert not Delivery.objects.exists()
