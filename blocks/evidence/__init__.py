"""Blocks of evidence: the study that is summarised, its findings, its limitations and its conclusion."""

from blocks.evidence.appraisal import ConclusionBlock, LimitationsBlock
from blocks.evidence.finding import Finding, FindingBlock
from blocks.evidence.study import Study, StudyBlock

__all__ = ["ConclusionBlock", "Finding", "FindingBlock", "LimitationsBlock", "Study", "StudyBlock"]
