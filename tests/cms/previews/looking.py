"""Looks at a draft as an editor's browser does: the panel leads to the frontend, which exchanges the code."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.urls import reverse

from tests.api_client import Answer, ApiClient

__all__ = ["FRONTEND", "Looking"]

FRONTEND = "https://www.example.org"


class Looking:
    """A preview of one editor."""

    def __init__(self, browser: Any, page_form: Any) -> None:
        self.browser, self.page_form = browser, page_form
        self.api = ApiClient()

    def ask(self, page: Any, form: Any = None, **query: str) -> Any:
        """What the preview panel gets, with what stands in the form."""
        url = reverse("wagtailadmin_pages:preview_on_edit", args=(page.pk,))
        sent = form or self.page_form(title=page.title, slug=page.slug)
        assert self.browser.post(url, sent).json() == {"is_valid": True, "is_available": True}
        return self.browser.get(url, query)

    def address(self, page: Any, form: Any = None, **query: str) -> str:
        """Where the preview panel leads to."""
        answer = self.ask(page, form, **query)
        assert answer.status_code == 302, answer.content
        return str(answer.headers["Location"])

    def code(self, page: Any, form: Any = None, **query: str) -> str:
        """The code in that address."""
        return code_in(self.address(page, form, **query))

    def exchange(self, code: Any, *, origin: str | None = FRONTEND, **headers: str) -> Answer:
        """The answer to a page of that origin that sends the code."""
        sent = {} if origin is None else {"Origin": origin}
        return self.api.post("/preview/exchange/", {"code": code}, headers={**sent, **headers})

    def token(self, page: Any, form: Any = None, **query: str) -> str:
        """A bearer token for the draft."""
        answer = self.exchange(self.code(page, form, **query))
        assert answer.status == 200, answer.content
        return str(answer.json["token"])

    def get(
        self, token: str, *, origin: str | None = FRONTEND, path: str = "/preview/", **also: Any
    ) -> Answer:
        """The answer to whoever has the token."""
        sent = {} if origin is None else {"Origin": origin}
        return self.api.get(path, headers={**sent, "Authorization": f"Bearer {token}"}, **also)

    def see(self, page: Any, form: Any = None, **query: str) -> Any:
        """What the frontend gets to show."""
        answer = self.get(self.token(page, form, **query))
        assert answer.status == 200, answer.content
        return answer.json


def code_in(address: str) -> str:
    """The code of a preview's address."""
    [code] = parse_qs(urlsplit(address).query)["code"]
    return code
