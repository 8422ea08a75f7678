#!/usr/bin/env bash
# In an OpenDocument sheet a cell of time holds its value (office:time-value, PT08H00M00S) and, beside
# it, the text that a sheet shows of it. Numbers, dates and prices are read from the value; one would
# expect pandas 3.1.1, by odfpy 1.4.1, to do so with hours too. It parses what is shown. A place that
# opens at 8, shown by hours alone ("08"), opens at midnight, without a word: "08" is taken for a day.
# Shown as "08:00" or "8 h" the same cell is eight o'clock; a walk of 45 minutes, shown as "45 min",
# cannot be read, and with it no cell of the sheet. calamine 0.9.1, to which the same call of pandas
# can be told to go, reads the values.
# Needs Python 3.11. Exits with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check pandas==3.1.1 odfpy==1.4.1 \
  python-calamine==0.9.1
cat >ask.py <<'PY'
from datetime import time
from importlib.metadata import version

import pandas
from odf.number import Hours, Minutes, Text, TimeStyle
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style
from odf.table import Table, TableCell, TableRow
from odf.text import P

LOOKS = {  # how an hour is shown, as the styles of OpenDocument have it
    "HH": [Hours(style="long")],
    "HH:MM": [Hours(style="long"), Text(text=":"), Minutes(style="long")],
    "H h": [Hours(), Text(text=" h")],
    "M min": [Minutes(), Text(text=" min")],
}


def read(value: str, looks: str, shown: str, engine: str) -> object:
    sheet = OpenDocumentSpreadsheet()
    number, style = TimeStyle(name="N1"), Style(name="ce1", family="table-cell", datastylename="N1")
    for part in LOOKS[looks]:
        number.addElement(part)
    sheet.automaticstyles.addElement(number)
    sheet.automaticstyles.addElement(style)
    table = Table(name="lieux")
    sheet.spreadsheet.addElement(table)
    for cell, text in ((TableCell(valuetype="string"), "heure"),
                       (TableCell(valuetype="time", timevalue=value, stylename="ce1"), shown)):
        row = TableRow()
        table.addElement(row)
        row.addElement(cell)
        cell.addElement(P(text=text))
    sheet.save("lieux.ods")
    try:
        return pandas.read_excel("lieux.ods", engine=engine)["heure"][0]
    except ValueError as failure:
        return type(failure).__name__


print(*(f"{name} {version(name)}" for name in ("pandas", "odfpy", "python-calamine")))
print("expected: the value of each cell, however it is shown")
seen = {}
for value, looks, shown in (("PT08H00M00S", "HH:MM", "08:00"), ("PT08H00M00S", "H h", "8 h"),
                            ("PT08H00M00S", "HH", "08"), ("PT00H45M00S", "M min", "45 min")):
    seen[shown] = read(value, looks, shown, "odf"), read(value, looks, shown, "calamine")
    print(f"seen: {value} shown as {shown!r}: odfpy {seen[shown][0]}, calamine {seen[shown][1]}")
eight, midnight = time(8), time(0)
surprise = (seen["08:00"] == seen["8 h"] == (eight, eight) and seen["08"] == (midnight, eight)
            and isinstance(seen["45 min"][0], str) and seen["45 min"][1] == time(0, 45))
raise SystemExit(not surprise)
PY
env/bin/python ask.py
