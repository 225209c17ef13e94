"""A host is gone from one moment to the next: readers notice nothing, and what was being sent is sent again."""

import time

from tests.production.deployment import Deployment
from tests.production.load import Answer

__all__ = ["host_lost"]


def was_being_sent(answer: Answer) -> bool:
    """nginx does not send a form to another host by itself: it can not know how far the first one had got."""
    return answer.method == "POST" and answer.status == 502


def host_lost(site: Deployment) -> str:
    """The second host is lost under load, and comes back."""
    with site.load(allowed=was_being_sent) as load:
        site.hosts[1].lose()
        time.sleep(5)
        site.hosts[1].come_back()
    said = load.check()
    site.expect_once(load.accepted)
    return f"{said}; each form is in the database once"
