"""The commissioner's sample, what the readers and the conversion make of it, and where imported drafts go."""

from pathlib import Path

import pytest

from cms.legacy.convert import convert
from cms.legacy.drafts import Conversion
from cms.legacy.items import Item
from cms.legacy.readers.text import read_text_file
from cms.models import ResearchIndexPage
from tests.builders import make_index

SAMPLE = Path(__file__).resolve().parents[3] / "fixtures" / "demo" / "article.txt"


@pytest.fixture(scope="session")
def sample_path() -> Path:
    return SAMPLE


@pytest.fixture(scope="session")
def sample_bytes(sample_path: Path) -> bytes:
    return sample_path.read_bytes()


@pytest.fixture(scope="session")
def sample() -> Item:
    return read_text_file(SAMPLE)


@pytest.fixture(scope="session")
def converted_sample(sample: Item) -> Conversion:
    return convert(sample)


@pytest.fixture
def parent(db: None) -> ResearchIndexPage:
    """Where imported drafts go."""
    return make_index("Research", slug="research")
