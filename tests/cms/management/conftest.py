"""The registries on this machine."""

from tests.cms.lookup.conftest import registries

__all__ = ["registries"]
