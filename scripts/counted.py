#!/usr/bin/env python3
"""How many tests of a GoogleTest result (JSON) passed or failed, or the names of those that were skipped, a line each:

counted.py RESULT passed|failed|skipped
"""
import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    result = json.load(file)
failed = result["failures"] + result["errors"]
skipped = [f"{suite['name']}.{test['name']}" for suite in result["testsuites"] for test in suite["testsuite"]
           if test["result"] == "SKIPPED"]
if sys.argv[2] == "skipped":
    print("\n".join(skipped))
else:
    print(failed if sys.argv[2] == "failed" else result["tests"] - failed - result["disabled"] - len(skipped))
