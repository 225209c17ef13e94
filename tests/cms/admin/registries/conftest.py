"""A record of ours, and somebody who deletes it at a bad moment."""

import pytest

from cms.lookup import look_up
from cms.lookup.integrity import consult
from cms.models import Reference
from tests.builders import make_reference
from tests.cms.admin.registries.records import OURS


@pytest.fixture
def reference(db):
    return make_reference(key="ours", **OURS)


@pytest.fixture
def deleted_meanwhile(monkeypatch):
    """Somebody deletes all references as soon as a registry has been asked."""

    def after(function):
        def wrapper(*args, **kwargs):
            result = function(*args, **kwargs)
            Reference.objects.all().delete()
            return result

        return wrapper

    monkeypatch.setattr("cms.admin.reference_refresh.look_up", after(look_up))
    monkeypatch.setattr("cms.lookup.integrity.consult", after(consult))
