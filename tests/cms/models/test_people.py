"""People are known by their ORCID iD, in one spelling."""

import pytest
from django.core.exceptions import ValidationError

from cms.models import Person


@pytest.mark.parametrize(
    "text", ["0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097", "ORCID iD: 0000 0002 1825 0097"]
)
def test_an_orcid_id_is_kept_in_one_spelling(text):
    person = Person(name="Josiah Carberry", orcid=text)
    person.clean()
    assert person.orcid == "0000-0002-1825-0097"


def test_a_wrong_orcid_id_is_refused():
    with pytest.raises(ValidationError) as caught:
        Person(name="Josiah Carberry", orcid="0000-0002-1825-0098").clean()
    assert caught.value.error_dict["orcid"][0].code == "invalid_orcid"
