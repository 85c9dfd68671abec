#!/usr/bin/env bash
# DuckDB's extension for XLSX leaves the escape of the format as it stands: a cell whose text is _x0041_ is stored as
# _x005F_x0041_ (ECMA-376, ST_Xstring), and read_xlsx gives the latter, where openpyxl, calamine and others give the text
# that was written. So an id or a title that looks like such an escape arrives changed, without an error.
# Seen on 2026-11-27 with DuckDB 1.5.5 and its extension of that version, XlsxWriter 3.2.9, openpyxl 3.1.5, Python 3.11.7:
#   openpyxl: _x0041_
#   read_xlsx: _x005F_x0041_
# Needs Python 3.9 or newer with venv.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/python"
"$folder/python/bin/pip" --quiet --disable-pip-version-check install \
    duckdb==1.5.5 duckdb-extension-excel==1.5.5 XlsxWriter==3.2.9 openpyxl==3.1.5

"$folder/python/bin/python" - "$folder/book.xlsx" <<'PYTHON'
import sys
from pathlib import Path

import duckdb
import duckdb_extension_excel
import openpyxl
import xlsxwriter

file = sys.argv[1]
with xlsxwriter.Workbook(file) as book:
    sheet = book.add_worksheet()
    sheet.write_string("A1", "name")
    sheet.write_string("A2", "_x0041_")

extension = next(Path(duckdb_extension_excel.__file__).parent.rglob("excel.duckdb_extension"))
duckdb.load_extension(str(extension))
written = openpyxl.load_workbook(file).worksheets[0]["A2"].value
found = duckdb.sql(f"select name from read_xlsx('{file}')").fetchone()[0]
print("openpyxl:", written)
print("read_xlsx:", found)
if (written, found) != ("_x0041_", "_x005F_x0041_"):
    raise SystemExit("no longer so")
PYTHON
