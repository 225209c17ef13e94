from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser

from cms.evidence import rules
from tests.builders import block, make_site, make_summary
from tests.cms.remarks.house_rules import EXCITED, NoShouting


@pytest.fixture
def site(db: None):
    return make_site()


@pytest.fixture
def only() -> Iterator[Callable[..., None]]:
    """Judge by these rules and no others; afterwards there are those that there were."""
    known: Any = rules()
    before = dict(known)

    def choose(*chosen: Any) -> None:
        known.clear()
        known.update({rule.id: rule for rule in chosen})

    yield choose
    known.clear()
    known.update(before)


@pytest.fixture
def user(django_user_model: Any) -> AbstractBaseUser:
    return django_user_model.objects.create_superuser("ada", "ada@example.org", "x", first_name="Ada")


@pytest.fixture
def loud(site: Any, only: Any) -> Any:
    """A draft about which there is one remark."""
    only(NoShouting)
    return make_summary("Loud", body=[block("paragraph", EXCITED)], live=False)
