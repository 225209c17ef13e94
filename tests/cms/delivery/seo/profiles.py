"""The profile of a site, as its editors fill it in."""

from typing import Any

from cms.models import SiteProfile
from tests.builders import change

__all__ = ["give_profile"]


def give_profile(site: Any, **values: Any) -> SiteProfile:
    """Say who is behind a site."""
    found = SiteProfile.objects.filter(site=site).first() or SiteProfile(site=site)
    profile: SiteProfile = change(found, **values)
    return profile
