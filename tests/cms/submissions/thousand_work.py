"""The processes of test_thousand.py, with the tests' settings and its database: the server, and the loop that delivers.

`application` is what gunicorn serves; `python -m tests.cms.submissions.thousand_work` delivers until it is ended.
"""

import os
from typing import Any

__all__ = ["application", "deliver"]

DATABASE = "THOUSAND_DATABASE"
"""Names the database, in the environment."""


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = os.environ[DATABASE]
    settings.CMS_FORM_LIMITS, settings.CMS_FORM_SECONDS = {}, 0
    settings.CMS_OUTGOING_ALLOWED_HOSTS, settings.CMS_OUTGOING_ALLOW_HTTP = ["127.0.0.1"], True
    django.setup()


def application() -> Any:
    """The site, for gunicorn."""
    _set_up()
    from django.core.wsgi import get_wsgi_application

    return get_wsgi_application()


def deliver() -> None:
    """`manage.py deliver_outbox`, as a service."""
    _set_up()
    from django.core.management import call_command

    call_command("deliver_outbox", interval=0.1)


if __name__ == "__main__":
    deliver()
