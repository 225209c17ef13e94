"""Redis goes away and comes back: readers and forms notice nothing."""

import time

from tests.production.commands import expect
from tests.production.deployment import Deployment

__all__ = ["redis_restart"]


def redis_restart(site: Deployment) -> str:
    """Stopped for some seconds under load; documents are built anew meanwhile, and editors go on."""
    editor = site.editor()
    with site.load() as load:
        site.redis.stop()
        site.database_query("UPDATE cms_pagedocument SET fingerprint = ''")
        status, _, body = site.hosts[0].ask("/readyz")
        expect(status == 503, f"/readyz says {status} without Redis.")
        expect(b"cache" in body, f"/readyz does not name the cache: {body.decode()}")
        for path in ("/admin/", "/admin/pages/", "/admin/reports/site-history/"):
            status = site.client.ask(path, headers=editor).status
            expect(status == 200, f"{path} answers {status} without Redis.")
        time.sleep(3)
        site.redis.start()
    said = load.check()
    site.expect_once(load.accepted)
    for host in site.hosts:
        host.wait()
    return f"{said}; /readyz named the cache meanwhile, and the admin went on"
