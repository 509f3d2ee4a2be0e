#!/usr/bin/env python3
"""The section of docs/performance.md out of what bench/load measured.

In      RESULTS (its folder), the version, the machine's load before, and the databases
Out     the page with the section in its place; the rest of the page stays
"""
import datetime
import json
import re
import sys

PAGE = "docs/performance.md"
HEADING = "## Three hundred people at work"
NAMES = {"postgres": "PostgreSQL", "sqlite": "SQLite"}
KINDS = {"start": "`/`", "children": "`/children`", "child": "`/children/{id}`", "calendar": "`/calendar`",
         "measures": "`/measures`", "findings": "`/findings`", "form": "form of a decision", "save": "a decision saved",
         "draft": "a draft kept"}


def section(page):
    """Where the section is on the page, with its heading; None where there is none."""
    found = re.search(rf"^{re.escape(HEADING)}\n.*?(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    return found.span() if found else None


def memory(page):
    """By database, what its table says of memory in MB: at the least early and late, and at most.

    Empty where the page has no such section.
    """
    span = section(page)
    row = r"^\| (\w+) \|.*\| (\d+) MB, (\d+) MB, (\d+) MB \|"
    rows = re.findall(row, page[slice(*span)], re.MULTILINE) if span else []
    return {name: (early, late, most) for name, early, late, most in rows}


def milliseconds(value):
    return f"{value:,.0f} ms" if value >= 100 else f"{value:.1f} ms"


def table(head, rows):
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *rows])


def of_kind(name, times):
    return [name, f"{times['count']:,}"] + [milliseconds(times[key]) for key in ("p50", "p95", "p99", "most")]


def written(results, version, load, databases):
    runs = {name: json.load(open(f"{results}/{name}.json")) for name in databases}
    some = next(iter(runs.values()))
    parts = [
        HEADING,
        f"`bench/load` measures and writes this section: {some['people']} people sign in, {some['writers']} of whom write, "
        f"to an authority of 1,000\nchildren; then {some['asked']} requests a second, each at its moment whether or not "
        "the one before was answered, for "
        f"{round(some['seconds'] / 60)} minutes.\nSeventeen in a hundred write: decisions and drafts, through to the disk. "
        "Whoever asks is on the same two cores as the service\nand the database.",
        f"- Measured on {datetime.date.today().isoformat()}, version {version.replace('-dirty', ' with changes not yet committed')}, "
        f"load of the machine as it began: {load}",
    ]
    verdicts = []
    for name, run in runs.items():
        errors = sum(run["errors"].values())
        grown = run["memory"]["late"] - run["memory"]["early"]
        met = run["all"]["p99"] <= 50 and errors == 0 and grown <= run["memory"]["early"] / 20
        verdicts.append([NAMES[name], milliseconds(run["all"]["p99"]), f"{errors}",
                         f"{run['memory']['early']:.0f} MB, {run['memory']['late']:.0f} MB, {run['memory']['most']:.0f} MB",
                         "yes" if met else "**no**"])
    parts.append(table(["database", "99 of 100 within (target 50 ms)", "errors (target 0)",
                        "own memory at the least, early and late; at most (target: no growth)", "met"], verdicts))
    for name, run in runs.items():
        rows = [of_kind(KINDS[kind], run["kinds"][kind]) for kind in KINDS if kind in run["kinds"]]
        rows.append(of_kind("all", run["all"]))
        parts.append(f"{NAMES[name]}:\n\n" + table(["what", "requests", "half within", "95 of 100", "99 of 100", "most"], rows))
        parts += [f"- {what}: {count}" for what, count in run["errors"].items()]
    return "\n\n".join(parts) + "\n"


def main():
    results, version, load, *databases = sys.argv[1:]
    page = open(PAGE).read()
    ours = written(results, version, load, databases)
    span = section(page)
    page = page[:span[0]] + ours + page[span[1]:] if span else page.rstrip("\n") + "\n\n" + ours
    open(PAGE, "w").write(page)


if __name__ == "__main__":
    main()
