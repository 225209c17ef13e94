"""What every rule has in common."""

from cms.evidence import rules


def test_every_rule_says_what_it_is_and_how_to_mend_it():
    for name, rule in rules().items():
        assert name == rule.id
        assert rule.label, name
        assert rule.messages, name
        assert rule.mend, name
        assert "Source:" in (rule.__doc__ or ""), f"{name} does not name its source"
