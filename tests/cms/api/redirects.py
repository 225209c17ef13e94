"""What tests of redirects share: to make one, and to read where an answer leads."""

from wagtail.contrib.redirects.models import Redirect


def redirect(old, *, to, permanent=True, site=None, route=""):
    """A redirect to a page or a link."""
    target = {"redirect_link": to} if isinstance(to, str) else {"redirect_page": to}
    entry = Redirect(
        old_path=old, is_permanent=permanent, site=site, redirect_page_route_path=route, **target
    )
    entry.clean()
    entry.save()
    return entry


def location(answer):
    assert answer.status == 200, answer.content
    assert answer.json["kind"] == "redirect", answer.json
    return answer.json["location"], answer.json["permanent"]
