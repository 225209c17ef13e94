"""The worker is killed while it delivers: whatever was recorded arrives, at least once and under one id."""

import threading
from collections import Counter
from contextlib import suppress

from tests.production.commands import expect, wait_until
from tests.production.delivered import publish_again, subscribe, until_all_is_delivered
from tests.production.deployment import Deployment
from tests.receivers import answers, receiver

__all__ = ["worker_killed"]


def worker_killed(site: Deployment) -> str:
    """Killed in the middle of the third delivery; a new one goes on when the claim has run out."""
    held = threading.Event()

    def hangs_at_the_third(handler, received):
        if len(server.requests) == 3:
            held.wait(60)
        with suppress(OSError):  # whoever asked was killed
            answers()(handler, received)

    with receiver(hangs_at_the_third) as server:
        site.worker.close()
        subscribe(site, server.url)
        publish_again(site, 2)
        site.worker.start()
        try:
            wait_until(lambda: len(server.requests) >= 3, "The third delivery")
            site.worker.kill()
        finally:
            held.set()
        # The claim of the killed one runs out after a minute: here its time is brought forward.
        site.database_query("UPDATE cms_delivery SET claimed_until = now() WHERE claimed_until IS NOT NULL")
        site.worker.start()
        until_all_is_delivered(site)
        sent = Counter(request.headers["webhook-id"] for request in server.requests)
    known = site.database_query(
        "SELECT count(*) FROM cms_delivery d JOIN cms_webhooksubscription w ON w.id = d.subscription_id "
        "WHERE w.url = %s AND d.status = 'delivered'",
        [server.url],
    )
    expect(known == [(len(sent),)], f"{known[0][0]} events are marked as delivered, {len(sent)} arrived.")
    expect(sum(sent.values()) == len(sent) + 1, f"Not one event twice and the others once: {sent}")
    return f"{len(sent)} events arrived, the one under way twice with the same id"
