"""What receivers of submissions were sent: a test on demand, the list of deliveries, and sending again."""

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.log_actions import registry

from cms.models import Delivery, OutboxEvent
from tests.cms.admin.target_screens import URL, connection
from tests.cms.outbox_builders import NOW, Clock
from tests.cms.submissions.target_builders import CANARY_ADDRESS, accepted, make_target
from tests.receivers import answers, receiver

pytestmark = pytest.mark.usefixtures("site", "local")


def test_a_test_is_written_down_and_sent_by_the_loop(editor):
    target = make_target("email", recipients="team@example.org")
    response = editor.post(connection(target), {"do": "test"}, follow=True)
    assert "The test will be sent within seconds." in response.content.decode()
    assert mail.outbox == []
    Clock(OutboxEvent.objects.get().created_at).deliver()

    assert "made up" in mail.outbox[0].body
    assert "Delivered" in editor.get(reverse("submission_targets:index")).content.decode()
    assert "Test of a receiver of submissions" in editor.get(connection(target)).content.decode()
    assert [log.action for log in registry.get_logs_for_instance(target)] == ["cms.target.test"]


def test_one_that_is_switched_off_is_not_tested(editor):
    target = make_target(url=URL, active=False)
    response = editor.post(connection(target), {"do": "test"}, follow=True)

    assert "Switch it on before you test it" in response.content.decode()
    assert not OutboxEvent.objects.exists()


def test_deliveries_are_listed_by_name_and_show_nothing_of_the_reader(editor):
    with receiver(answers(500)) as server:
        target = make_target(url=server.url, name="Our mailbox")
        make_target(url=server.url, name="Another one")
        submission = accepted()
        Clock().deliver()
    listed = editor.get(reverse("deliveries:index"), {"target": target.pk})
    (delivery,) = listed.context["object_list"]
    page = editor.get(reverse("deliveries:inspect", args=(delivery.pk,))).content.decode()

    assert "Our mailbox" in listed.content.decode()
    assert "Our mailbox" in page
    assert str(submission.uuid) in page
    assert "What the reader wrote is not shown here" in page
    assert CANARY_ADDRESS not in page + listed.content.decode()


def test_what_was_given_up_is_sent_again_with_the_same_id_if_its_receiver_is_on(editor):
    with receiver() as server:
        on, off = make_target(url=server.url), make_target(url=server.url, name="Off", active=False)
        accepted()
        event = OutboxEvent.objects.get()
        OutboxEvent.objects.update(fanned_out_at=NOW)
        for target in (on, off):
            event.deliveries.create(receiver=f"target:{target.pk}", status="failed", next_attempt_at=NOW)
        event.deliveries.create(receiver="target:settings-own", status="failed", next_attempt_at=NOW)
        asked = editor.get(reverse("deliveries:again_all")).content.decode()
        assert "2 deliveries" in asked
        for delivery in event.deliveries.all():
            editor.post(reverse("deliveries:again", args=(delivery.pk,)))
        Clock(Delivery.objects.filter(status="pending").latest("next_attempt_at").next_attempt_at).deliver()

    assert [request.headers["webhook-id"] for request in server.requests] == [event.public_id]
    assert Delivery.objects.get(receiver=f"target:{off.pk}").status == "failed"
