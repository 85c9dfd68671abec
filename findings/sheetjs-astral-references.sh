#!/usr/bin/env bash
# SheetJS 0.18.5 (the newest on npm) reads a character beyond 16 bits that a workbook writes by its number, as fastexcel
# does (&#x1f600;), as another character: U+F600. Written as itself in UTF-8 it is read rightly.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip --quiet --disable-pip-version-check install xlsxwriter==3.2.9
npm install --silent --no-fund --no-audit xlsx@0.18.5 >/dev/null
python/bin/python - <<'PYTHON'
import xlsxwriter, zipfile
book = xlsxwriter.Workbook("raw.xlsx", {"in_memory": True})
book.add_worksheet().write_string(0, 0, "\U0001F600")
book.close()
with zipfile.ZipFile("raw.xlsx") as raw, zipfile.ZipFile("reference.xlsx", "w") as reference:
    for name in raw.namelist():
        reference.writestr(name, raw.read(name).replace("\U0001F600".encode(), b"&#x1f600;"))
PYTHON
cat >read.cjs <<'NODE'
const XLSX = require('xlsx');
const read = file => XLSX.readFile(file).Sheets.Sheet1.A1.v;
const code = text => 'U+' + text.codePointAt(0).toString(16).toUpperCase();
const [raw, reference] = ['raw.xlsx', 'reference.xlsx'].map(file => code(read(file)));
console.log(`SheetJS ${XLSX.version}: raw ${raw}, by reference ${reference}`);
process.exit(raw === 'U+1F600' && reference === 'U+F600' ? 0 : 1);
NODE
node read.cjs
