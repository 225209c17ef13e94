"""Events that a local receiver is told of: pages published again, and who wants to know."""

from tests.production.commands import wait_until
from tests.production.deployment import Deployment

__all__ = ["publish_again", "subscribe", "until_all_is_delivered"]

WAITING = (
    "SELECT 1 FROM cms_submission WHERE processed_at IS NULL",
    "SELECT 1 FROM cms_outboxevent WHERE fanned_out_at IS NULL",
    "SELECT 1 FROM cms_delivery WHERE status = 'pending'",
)
"""What the worker has still to do."""


def until_all_is_delivered(site: Deployment) -> None:
    """Wait until the worker has nothing left to do. Raises `Failed` if that takes too long."""
    wait_until(
        lambda: not any(site.database_query(statement) for statement in WAITING), "Everything is delivered"
    )


def subscribe(site: Deployment, url: str) -> None:
    """A webhook for everything; those before are switched off."""
    site.manage(
        "shell",
        "--no-imports",
        given=(
            "from cms.models import WebhookSubscription as W\n"
            "W.objects.update(active=False)\n"
            f"W.objects.create(name='Local', url={url!r}).secrets.create()\n"
        ).encode(),
    )


def publish_again(site: Deployment, times: int = 1) -> None:
    """All summaries with another title, each change an event."""
    site.manage(
        "shell",
        "--no-imports",
        given=(
            "from cms.models import ResearchSummaryPage as P\n"
            f"for page in list(P.objects.live()) * {times}:\n"
            "    page.refresh_from_db()\n"
            "    page.title += ' again'\n"
            "    page.save_revision().publish()\n"
        ).encode(),
    )
