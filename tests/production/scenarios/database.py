"""PostgreSQL is restarted: requests in the gap are asked to try again, and everything goes on by itself."""

import time

from tests.production.commands import expect, wait_until
from tests.production.deployment import Deployment
from tests.production.load import Answer

__all__ = ["postgresql_restart"]


def asks_to_try_again(answer: Answer) -> bool:
    """A problem document that says when."""
    return (
        answer.status == 503
        and answer.headers.get("content-type") == "application/problem+json"
        and answer.headers.get("retry-after") == "5"
        and b'"type":"/problems/unavailable"' in answer.body
    )


def postgresql_restart(site: Deployment) -> str:
    """Stopped for some seconds under load."""
    before, editor = site.worker.process, site.editor()
    with site.load(allowed=asks_to_try_again) as load:
        site.postgresql.stop()
        time.sleep(4)
        expect(site.hosts[0].ask("/healthz")[0] == 200, "/healthz asks the database.")
        admin = site.client.ask("/admin/", headers=editor)
        expect(admin.status == 503, f"The admin answers {admin.status} without its database.")
        expect(admin.headers.get("retry-after") == "5", "The admin does not say when to try again.")
        site.postgresql.start()
        for host in site.hosts:
            host.wait()
    said = load.check()
    expect(load.refused > 0, "Nobody noticed that the database was away: nothing was tried.")
    site.expect_once(load.accepted)
    # The worker follows up what was sent; after the gap it does so again.
    open_ones = "SELECT 1 FROM cms_submission WHERE processed_at IS NULL"
    wait_until(lambda: not site.database_query(open_ones), f"The worker goes on\n{site.worker.said()[-500:]}")
    expect(site.worker.runs, "The worker has ended.")
    expect(site.worker.process is before, "The worker was started anew.")
    return f"{said}; the worker went on by itself"
