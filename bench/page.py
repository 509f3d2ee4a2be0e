#!/usr/bin/env python3
"""docs/performance.md out of what bench/run measured.

In      RESULTS (the folder of bench/run)
Out     the page, to standard output
"""
import datetime
import glob
import json
import math
import os
import re
import subprocess
import sys

import load_page

RESULTS = sys.argv[1]
CONNECTIONS = (1, 16, 64, 256)


def runs(name):
    """The best of the repetitions of each benchmark: by name, milliseconds of the processor and the rest."""
    best = {}
    for run in json.load(open(f"{RESULTS}/{name}.json"))["benchmarks"]:
        if run.get("run_type") == "aggregate":
            continue
        if run.get("error_occurred"):
            continue
        name = run["run_name"].split("/min_time:")[0]
        if name not in best or run["cpu_time"] < best[name]["cpu_time"]:
            best[name] = run
    return best


def words(path, pattern):
    found = re.search(pattern, open(path).read(), re.MULTILINE)
    return found.group(1).strip() if found else "not known"


def milliseconds(value):
    return f"{value:,.0f} ms" if value >= 100 else f"{value:.1f} ms" if value >= 1 else f"{value:.2f} ms"


def verdict(is_met):
    return "yes" if is_met else "**no**"


def table(head, rows):
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *rows])


def targets():
    authority, files, nation = runs("authority"), runs("files"), runs("nation")
    rows = []

    def time(what, run, limit):
        rows.append([what, f"at most {limit:,} ms", milliseconds(run["cpu_time"]), verdict(run["cpu_time"] <= limit)])

    time("Open an authority of 1,000 children from files", authority["authority/open_and_load_files"], 150)
    time("Open it from its database", authority["authority/open_and_load_database"], 150)
    time("Its measures of five years", authority["authority/measures_of_five_years"], 20)
    for name, run in authority.items():
        if name.startswith("page/"):
            time(f"Its page `{name[5:]}`, from request to answer", run, 5)
    resident = int(words(f"{RESULTS}/memory", r"VmRSS:\s*(\d+)")) / 1024
    highest = int(words(f"{RESULTS}/memory", r"VmHWM:\s*(\d+)")) / 1024
    rows.append(["Memory of `serve`, after all pages were asked for", "under 64 MB",
                 f"{resident:.0f} MB (at most {highest:.0f} MB)", verdict(resident < 64)])
    timetable = nation["nation/timetable"]
    time(f"Timetable of a nation ({timetable['children']:,.0f} children, {timetable['requirements']:,.0f} requirements)",
         timetable, 1000)
    time("A nation's measures of one year, tables loaded", nation["nation/measures_of_a_year"], 1000)
    # By the processor's time too: bytes in a second of its work.
    for name, what in (("files/csv_rows", "CSV into rows"),
                       ("files/read_and_checked", "CSV into records, every field checked")):
        run = files[name]
        speed = run["bytes_per_second"] / 1e6
        rows.append([what, "at least 100 MB/s", f"{speed:,.0f} MB/s", verdict(speed >= 100)])
    if "files/postcodes" in files:
        each = 1e9 / files["files/postcodes"]["items_per_second"]
        rows.append(["A postcode found", "well under 1,000 ns", f"{each:.0f} ns", verdict(each < 500)])
    else:
        rows.append(["A postcode found", "well under 1,000 ns", "not measured: no table of postcodes at hand", "-"])
    exponent = slope([(run["reviews"], run["cpu_time"]) for run in runs("growth").values()])
    rows.append(["Growth from records to figures: exponent", "near 1", f"{exponent:.2f}", verdict(exponent < 1.15)])
    return table(["what", "target", "measured", "met"], rows)


def slope(points):
    """Of the straight line nearest to log time over log size."""
    logs = [(math.log(size), math.log(time)) for size, time in points]
    x, y = (sum(column) / len(logs) for column in zip(*logs))
    return sum((a - x) * (b - y) for a, b in logs) / sum((a - x) ** 2 for a, _ in logs)


def growth():
    rows = [[f"{run['reviews']:,.0f}", f"{run['children']:,.0f}", milliseconds(run["cpu_time"]),
             f"{1e6 * run['cpu_time'] / run['reviews']:,.0f} ns"] for run in runs("growth").values()]
    return table(["reviews", "children", "time", "a review"], rows)


def others():
    nation = runs("nation")
    law = runs("authority")["authority/read_the_law"]["cpu_time"]
    rows = [["The law, the profile and the codes, read and checked: once a program, and in no other time here", milliseconds(law)],
            ["A nation's tables, from records in memory", milliseconds(nation["nation/cohort"]["cpu_time"])],
            ["A nation's findings", milliseconds(nation["nation/findings"]["cpu_time"])]]
    return table(["what", "measured"], rows)


def peers():
    """Each peer's time beside ours, and how many times faster we are."""
    rows = []
    for size in ("authority", "region"):
        ours = runs(f"same-{size}")
        for name, what, key, least in (("loaded", "loaded", "loaded_ms", 50),
                                       ("from_files", "from files", "from_files_ms", 5)):
            own = ours[f"same_figures/{name}"]["cpu_time"]
            for peer in ("pandas", "duckdb"):
                path = f"{RESULTS}/{peer}-{size}.json"
                target = f"at least {least}" if peer == "pandas" else "beside"
                if not os.path.exists(path):
                    rows.append([size, what, peer, target, milliseconds(own), "figures differ", "-", "-"])
                    continue
                theirs = json.load(open(path))[key]
                met = verdict(theirs / own >= least) if peer == "pandas" else "-"
                rows.append([size, what, peer, target, milliseconds(own), milliseconds(theirs),
                             f"{theirs / own:.1f}", met])
    return table(["records", "what", "peer", "target, times", "ours", "peer's", "times faster", "met"], rows)


def served():
    rows = []
    for path in sorted(glob.glob(f"{RESULTS}/wrk-*.txt")):
        name = "/" + os.path.basename(path)[4:-4].replace("-", "/")
        failed = words(path, r"Non-2xx or 3xx responses: (\d+)")
        rows.append([f"`{re.sub('TEST[0-9]+', '{id}', name)}`", f"{float(words(path, r'Requests/sec:(.*)')):,.0f}",
                     words(path, r"^\s*50%(.*)"), words(path, r"^\s*99%(.*)"), "0" if failed == "not known" else failed])
    return table(["page", "requests a second", "median", "99 of 100 within", "refused"], rows)


def requests_a_second(path):
    return float(words(path, r"Requests/sec:(.*)"))


def beside_an_empty_page():
    rows = []
    for connections in CONNECTIONS:
        empty = requests_a_second(f"{RESULTS}/beside-empty-{connections}.txt")
        for name, page in (("children", "/children"), ("child", "/children/{id}")):
            path = f"{RESULTS}/beside-{name}-{connections}.txt"
            ours = requests_a_second(path)
            failed = words(path, r"Non-2xx or 3xx responses: (\d+)")
            rows.append([f"{connections}", f"`{page}`", f"{empty:,.0f}", f"{ours:,.0f}", f"{ours / empty:.2f}",
                         words(path, r"^\s*99%(.*)"), "0" if failed == "not known" else failed,
                         verdict(ours >= empty / 2)])
    return table(["connections", "page", "empty page", "this page, a second", "share", "99 of 100 within", "refused",
                  "met"], rows)


def shortest_answer():
    """The same pages beside an answer that is made without a look at who asks, or at the records."""
    size = int(words(f"{RESULTS}/size-shortest", r"(\d+)"))
    shares = []
    for name, what in (("children", "the list"), ("child", "the child")):
        of_each = [requests_a_second(f"{RESULTS}/beside-{name}-{connections}.txt") /
                   requests_a_second(f"{RESULTS}/beside-shortest-{connections}.txt") for connections in CONNECTIONS]
        shares.append(f"{what} {', '.join(f'{share:.2f}' for share in of_each)}")
    return (f"The shortest answer that there is, {size / 1000:.1f} kB for an address that is none, is given without a look "
            f"at who asks. Of its requests a second {' and '.join(shares)} with {', '.join(map(str, CONNECTIONS))} "
            "connections: the kernel takes its time for every byte.")


def sizes():
    kilobytes = {path: int(words(f"{RESULTS}/size-{path}", r"(\d+)")) / 1000 for path in ("children", "child", "empty")}
    return (f"The list of children has {kilobytes['children']:.0f} kB, the child {kilobytes['child']:.0f} kB, the empty "
            f"page {kilobytes['empty']:.0f} kB.")


def version(command):
    return subprocess.run(command, capture_output=True, text=True).stdout.splitlines()[0].strip()


def main():
    load = float(open(f"{RESULTS}/load").read())
    cores = os.cpu_count()
    memory = int(words("/proc/meminfo", r"MemTotal:\s*(\d+)")) / 1024 / 1024
    pages = {
        "date": datetime.date.today().isoformat(), "model": words("/proc/cpuinfo", r"model name\s*:(.*)"), "cores": cores,
        "memory": f"{memory:.0f}", "compiler": version(["c++", "--version"]),
        "version": open(f"{RESULTS}/version").read().strip().replace("-dirty", " with changes not yet committed"),
        "load": f"{load:.1f}",
        "busy": " Others were at work on these cores: times of pages under load suffer from it." if load > 0.5 else "",
        "targets": targets(), "growth": growth(), "others": others(), "peers": peers(), "served": served(),
        "beside": beside_an_empty_page(), "sizes": sizes(), "shortest": shortest_answer(),
    }
    print(open("bench/page.md").read().format(**pages), end="")
    # What bench/load wrote last stays.
    page = open(load_page.PAGE).read()
    if span := load_page.section(page):
        print("\n" + page[slice(*span)], end="")


main()
