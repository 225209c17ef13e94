"""What the public sees of the site's own snippets: imported when the app is ready, so that documents are complete."""

from collections.abc import Mapping
from typing import Any

from cms.delivery.resolver import Resolver, Scope, Source, register_source
from tests.host.trials.blocks import Registration
from tests.host.trials.models import Trial

__all__ = ["TrialSource"]


@register_source("trials.trial")
class TrialSource(Source):
    """Trials of the register that are not withheld."""

    schema = Registration

    def load(self, ids: set[Any], scope: Scope) -> Mapping[Any, Trial]:
        return Trial._default_manager.filter(withheld=False).in_bulk(list(ids))

    def wire(self, found: Trial, resolver: Resolver) -> Registration:
        return Registration(number=found.number, title=found.title)
