#!/usr/bin/env bash
# A workbook counts its days from 1900 or, as those begun on a Mac with older Excel do for good, from
# 1904; it says so itself (date1904), and tables of offices that are copied from year to year still
# carry it. GDAL reads such tables for maps: one would expect the dates of the file. GDAL 3.12.4 (in
# pyogrio 0.13.0) counts from 1900 in either case: what was verified on 3 May 2026 was so on
# 2 May 2022, a date that looks sound. openpyxl 3.1.5 and python-calamine 0.9.1 read the right day.
# Needs Python 3. Exits with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check \
  pyogrio==0.13.0 geopandas==1.2.0 openpyxl==3.1.5 python-calamine==0.9.1
cat >ask.py <<'PY'
from datetime import date

import geopandas
import openpyxl
import pyogrio
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from python_calamine import CalamineWorkbook

verified_on = date(2026, 5, 3)
book = openpyxl.Workbook()
book.epoch = CALENDAR_MAC_1904
book.active.append(["name", "verified_on"])
book.active.append(["Moulin", verified_on])
book.save("places.xlsx")

read = openpyxl.load_workbook("places.xlsx").active["B2"].value.date()
by_calamine = CalamineWorkbook.from_path("places.xlsx").get_sheet_by_index(0).to_python()[1][1]
by_gdal = str(geopandas.read_file("places.xlsx").verified_on[0])
print(f"expected by each: {verified_on}")
print(f"seen: openpyxl {read}, python-calamine {by_calamine}, "
      f"GDAL {'.'.join(map(str, pyogrio.__gdal_version__))} {by_gdal}")
raise SystemExit((read, by_calamine, by_gdal.replace("/", "-")[:10])
                 != (verified_on, verified_on, "2022-05-02"))
PY
env/bin/python ask.py
