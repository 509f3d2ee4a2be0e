#!/usr/bin/env python3
"""Writes codes/areas.csv, the names of upper-tier authorities, out of the lookup of the Office for National Statistics.

Reads ltla_to_utla_2021.json in ../shared/data/ons (or the folder given). Run it from the project's root:
python3 scripts/areas.py
"""
import csv
import json
import sys
from pathlib import Path

DATA = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data/ons")
SOURCE = "ONS lookup of lower to upper tier authorities, April 2021 (Open Government Licence v3.0)"
# Made on 1 April 2023 by the Structural Changes Orders 2022, and so not in the lookup.
LATER = {"E06000063": "Cumberland", "E06000064": "Westmorland and Furness", "E06000065": "North Yorkshire",
         "E06000066": "Somerset"}


def main():
    rows = json.loads((DATA / "ltla_to_utla_2021.json").read_text())
    names = {row["UTLA21CD"]: (row["UTLA21NM"], SOURCE) for row in rows}
    for code, name in LATER.items():
        names[code] = (name, "Structural Changes Orders 2022")
    with Path("codes/areas.csv").open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow("set,code,label,group,from,until,source".split(","))
        for code in sorted(names):
            writer.writerow(["AREA", code, names[code][0], "", "", "", names[code][1]])


main()
