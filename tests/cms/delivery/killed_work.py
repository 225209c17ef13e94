"""What the processes do that test_killed.py kills: publish pages, one a transaction as requests do; rebuild documents.

Run as `python -m tests.cms.delivery.killed_work publish|rebuild DATABASE PARENT COUNT`, with the tests' settings.
"""

import os
import sys
import time

__all__ = ["main"]


def main(work: str, database: str, parent: str, count: str) -> None:
    """Work until there is nothing left to publish; rebuild until somebody ends this."""
    import django
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = database
    django.setup()
    {"publish": publish, "rebuild": rebuild}[work](int(parent), int(count))


def publish(parent: int, count: int) -> None:
    """Go on where the process before was killed."""
    from django.db import transaction
    from wagtail.models import Page

    from cms.models import StandardPage

    done = set(StandardPage.objects.filter(live=True).values_list("slug", flat=True))
    for slug in (f"page-{number}" for number in range(count)):
        if slug not in done:
            with transaction.atomic():
                page = StandardPage(title=slug, slug=slug, live=False)
                Page.objects.get(pk=parent).add_child(instance=page)
                page.save_revision().publish()


def rebuild(parent: int, count: int) -> None:
    """Keep everything warm, as long as the test is there."""
    from cms.delivery.settling import rebuild_stale

    starter = os.getppid()
    while os.getppid() == starter:
        for _ in rebuild_stale():
            pass
        time.sleep(0.05)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    main(*sys.argv[1:])
