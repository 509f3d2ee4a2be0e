#!/usr/bin/env python3
"""What the law makes due, as a table for the peers.

In      footprint timetable --format jsonl
Out     CSV
"""
import csv
import json
import sys

COLUMNS = ["child", "clock", "latest", "first_sitting", "state"]
table = csv.writer(sys.stdout)
table.writerow(COLUMNS)
for line in sys.stdin:
    requirement = json.loads(line)
    table.writerow([requirement[column] or "" for column in COLUMNS])
