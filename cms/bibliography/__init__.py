"""Bibliographic records without a database: identifiers, CSL-JSON, numbering of citations, formatted entries.

Everything below this package is pure: plain values in, plain values out; no Django model, file or network.
"""
