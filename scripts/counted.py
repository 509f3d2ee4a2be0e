#!/usr/bin/env python3
"""How many tests of a GoogleTest result (JSON) passed or failed, or the names of those that wanted a file which is not there, a line each:

counted.py RESULT passed|failed|absent
"""
import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    result = json.load(file)
failed = result["failures"] + result["errors"]
absent = [f"{suite['name']}.{test['name']}" for suite in result["testsuites"] for test in suite["testsuite"]
          if "absent" in test]
if sys.argv[2] == "absent":
    print("\n".join(absent))
else:
    print(failed if sys.argv[2] == "failed" else result["tests"] - failed - result["disabled"] - len(absent))
