"""Exports for spreadsheet programs in which no cell is ever a formula, whatever somebody has written into a field.

A program that opens a CSV file takes a cell for a formula by how it begins; OWASP ("CSV Injection") says how. Such a
cell gets an apostrophe in front, and is otherwise unchanged. A cell of an XLSX file says itself that it is text; it
gets the apostrophe all the same, because many are saved as CSV again.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import QuerySet
from wagtail.admin.views.mixins import Echo, ExcelDateFormatter, SpreadsheetExportMixin

__all__ = ["SafeExportMixin", "csv_text", "xlsx_text"]

FORMULA = frozenset("=+-@−")
"""What begins a formula, in any width: other spellings are compared in their compatibility form (＝ as =)."""
FIRST = ("\t", "\r", "\n")
QUOTES = frozenset("\"'`´‘’‚‛“”„‟«»‹›")
CELL_LENGTH = 32_767
"""The most characters that a cell of an XLSX file can hold."""
CUT = "… [cut]"
CHUNK = 500

UNWRITABLE = re.compile(r"[\x00\ud800-\udfff]")
"""What can not be written as UTF-8, or is the end of the text for many programs."""
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""`_x0041_` in a cell of an XLSX file stands for A (ECMA-376, ST_Xstring); an underscore itself is `_x005F_`."""


def begins_formula(text: str) -> bool:
    """Whether a spreadsheet program might take the text for a formula: by its first character, or by the first that is
    left when space, what can not be seen, and quotation marks are taken away."""
    if text.startswith(FIRST):
        return True
    for character in text:
        if unicodedata.category(character)[0] in "ZC" or character in QUOTES:
            continue
        return bool(FORMULA.intersection(unicodedata.normalize("NFKC", character)[:1]))
    return False


def csv_text(text: str) -> str:
    """The text as a cell of a CSV file."""
    return _quoted(UNWRITABLE.sub(_visible, text))


def xlsx_text(text: str) -> str:
    """The text as a cell of an XLSX file. What XML can not hold is replaced by a sign that can be seen."""
    safe = _quoted(NOT_IN_XML.sub(_visible, text))
    if len(safe) > CELL_LENGTH:
        safe = safe[: CELL_LENGTH - len(CUT)] + CUT
    escaped = LOOKS_ESCAPED.sub("_x005F_", safe)
    return escaped if len(escaped) <= CELL_LENGTH else safe


def _quoted(text: str) -> str:
    return f"'{text}" if begins_formula(text) else text


def _visible(match: re.Match[str]) -> str:
    """The picture of a control character (U+2400 and on), or the sign for what is no character."""
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"


class SafeExportMixin(SpreadsheetExportMixin):
    """Wagtail's export to CSV and XLSX, with cells that are never formulas. Stands before Wagtail's view."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        cell = super().preprocess_field_value(field, value, export_format)
        if cell is None or isinstance(cell, bool | int | float):
            return cell
        if export_format == self.FORMAT_CSV:
            return csv_text(str(cell))
        return xlsx_text(cell) if isinstance(cell, str) else cell

    def headings(self, queryset: Any, export_format: str) -> dict[str, str]:
        """The first row; some headings are written by editors."""
        to_text = csv_text if export_format == self.FORMAT_CSV else xlsx_text
        return {field: to_text(self.get_heading(queryset, field)) for field in self.list_export}

    def rows_of(self, queryset: Any) -> Iterable[Any]:
        """The rows, some at a time if there are many."""
        if isinstance(queryset, QuerySet):
            return queryset.iterator(chunk_size=CHUNK)
        rows: Iterable[Any] = queryset
        return rows

    def stream_csv(self, queryset: Any) -> Iterator[bytes]:
        """The file, line by line. Every cell stands in quotation marks, so that none is split at another separator."""
        writer = csv.DictWriter(Echo(), fieldnames=self.list_export, quoting=csv.QUOTE_ALL)
        yield writer.writerow(self.headings(queryset, self.FORMAT_CSV))
        for item in self.rows_of(queryset):
            yield self.write_csv_row(writer, self.to_row_dict(item))

    def write_xlsx(self, queryset: Any, output: Any) -> None:
        from openpyxl import Workbook

        workbook = Workbook(write_only=True, iso_dates=True)
        worksheet = workbook.create_sheet(title="Sheet1")
        worksheet.append(
            _text_cell(worksheet, text) for text in self.headings(queryset, self.FORMAT_XLSX).values()
        )
        date_format = ExcelDateFormatter().get()
        for item in self.rows_of(queryset):
            worksheet.append(
                self.generate_xlsx_row(worksheet, self.to_row_dict(item), date_format=date_format)
            )
        workbook.save(output)

    def generate_xlsx_row(
        self, worksheet: Any, row_dict: Mapping[str, Any], date_format: str | None = None
    ) -> Iterator[Any]:
        for cell in super().generate_xlsx_row(worksheet, row_dict, date_format=date_format):
            # Not only formulas: openpyxl takes `#N/A` for an error.
            if isinstance(cell.value, str):
                cell.data_type = "s"
            yield cell


def _text_cell(worksheet: Any, text: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(worksheet, text)
    cell.data_type = "s"
    return cell
