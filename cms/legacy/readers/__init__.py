"""Readers know a file format and nothing else: bytes go in, a neutral ``cms.legacy.items.Item`` comes out."""
