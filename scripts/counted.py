#!/usr/bin/env python3
"""How many tests of a GoogleTest result (JSON) passed or failed: counted.py RESULT passed|failed"""
import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    result = json.load(file)
failed = result["failures"] + result["errors"]
print(failed if sys.argv[2] == "failed" else result["tests"] - failed - result["disabled"])
