"""Reads files with a Python library and prints what it found as JSON: the rows, headings first. READER FILE…"""

import json
import sys
from importlib.metadata import version


def plain(value):
    return None if value is None or value != value else value if isinstance(value, (int, float, str)) else str(value)


def table(names, rows):
    return [list(names)] + [[plain(value) for value in row] for row in rows]


def openpyxl(files, read_only=False):
    import openpyxl

    sheet = openpyxl.load_workbook(files[0], read_only=read_only).worksheets[0]
    return [[plain(value) for value in row] for row in sheet.iter_rows(values_only=True)]


def calamine(files):
    from python_calamine import CalamineWorkbook

    return [[None if v == "" else plain(v) for v in row] for row in CalamineWorkbook.from_path(files[0]).get_sheet_by_index(0).to_python()]


def polars_xlsx(files):
    import polars

    frame = polars.read_excel(files[0])
    return table(frame.columns, frame.rows())


def duckdb_excel(files):
    """Its extension comes as a package for one version of DuckDB, which lies beside the environment."""
    from pathlib import Path

    folder = Path(sys.prefix).parent / "duckdb-excel"
    sys.path.insert(0, str(folder))
    import duckdb

    extension = next(folder.glob("duckdb_extension_excel/extensions/*/excel.duckdb_extension"))
    duckdb.load_extension(str(extension))
    found = duckdb.sql(f"select * from read_xlsx({files[0]!r})")
    return table(found.columns, found.fetchall())


def duckdb(files, options=""):
    import duckdb

    found = duckdb.sql(f"select * from read_parquet({files!r}{options})")
    return table(found.columns, found.fetchall())


def polars(files):
    import polars

    frame = polars.concat([polars.scan_parquet(file) for file in files]).collect()
    if frame.rows() != polars.read_parquet(files).rows():
        raise SystemExit("concat and read_parquet differ")
    return table(frame.columns, frame.rows())


def pyarrow(files):
    import pyarrow.dataset

    found = pyarrow.dataset.dataset(files).to_table()
    return table(found.column_names, zip(*[column.to_pylist() for column in found.columns]))


def pandas(files):
    import pandas

    frame = pandas.concat([pandas.read_parquet(file) for file in files])
    return table(frame.columns, frame.itertuples(index=False))


READERS = {
    "openpyxl": ("openpyxl", openpyxl),
    "openpyxl read-only": ("openpyxl", lambda files: openpyxl(files, read_only=True)),
    "calamine": ("python-calamine", calamine),
    "polars read_excel": ("polars", polars_xlsx),
    "DuckDB excel": ("duckdb", duckdb_excel),
    "DuckDB": ("duckdb", duckdb),
    "DuckDB union_by_name": ("duckdb", lambda files: duckdb(files, ", union_by_name=true")),
    "polars": ("polars", polars),
    "pyarrow": ("pyarrow", pyarrow),
    "pandas": ("pandas", pandas),
}

package, read = READERS[sys.argv[1]]
rows = read(sys.argv[2:])
json.dump({"version": version(package), "rows": rows}, sys.stdout)
