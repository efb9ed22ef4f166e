"""Tables that are taken away from the admin hold words, and nothing that a spreadsheet would work out.

To most programs that open a CSV file, a cell that begins like a formula is one: what somebody has written as a title would
run on the machine of whoever opens the table (CWE-1236). Such a cell begins with an apostrophe here, as
https://owasp.org/www-community/attacks/CSV_Injection recommends. An XLSX file tells which cells are formulas, and Wagtail's
tell of none.
"""

from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Of formulas. Some programs take the wide signs of East Asian scripts for the same."""


def harmless(value: Any) -> Any:
    """`value` as a cell of a CSV file. A number that is one stays negative."""
    return f"'{value}" if isinstance(value, str) and value.startswith(BEGINNINGS) else value


def keep_formulas_out() -> None:
    """Has each of Wagtail's exports write harmless cells, reports and lists alike; there is no setting for that."""
    prepared = SpreadsheetExportMixin.preprocess_field_value

    def prepared_and_harmless(view: Any, field: str, value: Any, export_format: str) -> Any:
        cell = prepared(view, field, value, export_format)
        return harmless(cell) if export_format == view.FORMAT_CSV else cell

    SpreadsheetExportMixin.preprocess_field_value = prepared_and_harmless
