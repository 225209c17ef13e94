"""What a site is told at start about its transactions."""

from cms.delivery.checks import check_transactions


def test_a_site_whose_requests_are_transactions_is_told_nothing():
    assert check_transactions() == []


def test_a_site_whose_requests_are_none_is_warned(settings, monkeypatch):
    monkeypatch.setitem(settings.DATABASES["default"], "ATOMIC_REQUESTS", False)
    assert [message.id for message in check_transactions()] == ["cms.W002"]
