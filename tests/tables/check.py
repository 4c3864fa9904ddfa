"""Opens what `mulu export` writes for analysis as those who analyse do: check.py MULU ROOT.

SQLite with Python's own module, Parquet with DuckDB. Types are as the handbook says, both hold the same rows, and every query of the handbook
runs and finds something. What the tables say of standards is what `mulu list` says.
"""

import datetime
import json
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile

import duckdb

DAY = "2026-11-21"
TYPES = {"TEXT": "VARCHAR", "DATE": "DATE", "INTEGER": "BIGINT", "REAL": "DOUBLE", "BOOLEAN": "BOOLEAN"}


def queries(page):
    """The queries of the handbook, by the engine whose section they are in."""
    found = {"duckdb": [], "sqlite": []}
    section = None
    for part in re.split(r"^(#.*)$", page, flags=re.M):
        head = re.match(r"#+ .*\{#(\w+)\}", part)
        section = head.group(1) if head else section
        if section in found:
            found[section] += re.findall(r"^```sql\n(.*?)^```", part, flags=re.M | re.S)
    return found


def same_tables(database):
    names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    files = {path.stem for path in pathlib.Path("tables").iterdir()}
    assert set(names) == files, set(names) ^ files
    rows = 0
    for name in names:
        columns = database.execute(f'PRAGMA table_info("{name}")').fetchall()
        described = duckdb.sql(f"DESCRIBE SELECT * FROM 'tables/{name}.parquet'").fetchall()
        assert [(column[1], TYPES[column[2]]) for column in columns] == [(each[0], each[1]) for each in described], name
        own = duckdb.sql(f"SELECT * FROM 'tables/{name}.parquet'").fetchall()
        kept = database.execute(f'SELECT * FROM "{name}"').fetchall()
        assert [tuple(row) for row in kept] == own, name
        rows += len(own)
    return len(names), rows


def main(program, root):
    def mulu(*args):
        return subprocess.run([program, *args, "--root", root, "--as-of", DAY], check=True, capture_output=True).stdout

    mulu("export", "--format", "sqlite", "--output", os.path.abspath("registry.sqlite"))
    mulu("export", "--format", "parquet", "--output", os.path.abspath("tables"))
    sqlite3.register_converter("DATE", lambda text: datetime.date.fromisoformat(text.decode()))
    sqlite3.register_converter("BOOLEAN", lambda flag: bool(int(flag)))
    database = sqlite3.connect("registry.sqlite", detect_types=sqlite3.PARSE_DECLTYPES)
    tables, rows = same_tables(database)

    listed = {record["id"]: record for record in json.loads(mulu("list", "standards", "--format", "json"))["records"]}
    told = duckdb.sql("SELECT id, status, issued FROM 'tables/standards.parquet'").fetchall()
    assert len(told) == len(listed)
    for name, status, issued in told:
        record = listed[name]
        assert (record["status"], record["issued"]) == (status, issued and issued.isoformat()), name
    held = json.loads(subprocess.run([program, "audit", "--root", root, "--as-of", DAY, "--format", "json"], capture_output=True).stdout)
    verdicts = sum(len(project["obligations"]) for project in held["projects"])
    assert duckdb.sql("SELECT count(*) FROM 'tables/verdicts.parquet'").fetchall() == [(verdicts,)]

    asked = 0
    for lang in ("zh-CN", "en"):
        found = queries((pathlib.Path(__file__).parents[2] / f"site/pages/data.{lang}.md").read_text(encoding="utf-8"))
        assert found["duckdb"] and found["sqlite"]
        for query in found["duckdb"]:
            assert duckdb.sql(query).fetchall(), query
        for query in found["sqlite"]:
            # A history may be shallow, as a pipeline's is: then it has no rows of the year.
            assert database.execute(query).fetchall() or "history" in query, query
        asked += len(found["duckdb"]) + len(found["sqlite"])
    print(f"tables: {tables} tables with {rows} rows alike in SQLite and Parquet, {asked} queries of the handbook")


if __name__ == "__main__":
    program, root = (os.path.abspath(path) for path in sys.argv[1:])
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        main(program, root)
