"""Two who have the same code, at the same moment: one of them gets a token."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests.cms.previews.looking import Looking

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

TURNS, AT_ONCE = 10, 6


def test_a_code_that_is_raced_for_is_exchanged_once(looking, draft, writer, page_form):
    for _ in range(TURNS):
        code, start = looking.code(draft), threading.Barrier(AT_ONCE)

        def exchange(code=code, start=start):
            start.wait()
            try:
                return Looking(writer, page_form).exchange(code).status
            finally:
                connection.close()

        with ThreadPoolExecutor(AT_ONCE) as pool:
            answers = [pool.submit(exchange) for _ in range(AT_ONCE)]
        assert sorted(answer.result() for answer in answers) == [200, *[401] * (AT_ONCE - 1)]
