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
PAGES = (("children", "/children"), ("child", "/children/{id}"))
# Growth is near 1 up to here; smaller authorities are too quick to say how they grow.
MOST_EXPONENT = 1.15
LEAST_CHILDREN = 9_000


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
    for database, limit in (("SQLite", 5), ("PostgreSQL", 10)):
        name, slowest = max(of_ten_years(database).items(), key=lambda page: page[1])
        rows.append([f"The slowest of its pages with ten years of records, on {database}: `{name}`",
                     f"at most {limit} ms", milliseconds(slowest), verdict(slowest <= limit)])
    run = authority["large/list_of_reviews"]
    rows.append(["A page of 25 out of 3,000 reviews", "at most 0.96 ms, a fiftieth of Redmine 5",
                 milliseconds(run["cpu_time"]), verdict(run["cpu_time"] <= 48 / 50)])
    own = int(words(f"{RESULTS}/memory", r"RssAnon:\s*(\d+)")) / 1024
    resident = int(words(f"{RESULTS}/memory", r"VmRSS:\s*(\d+)")) / 1024
    rows.append(["Private memory of `serve` without sign-in and at rest, after all pages were asked for",
                 "under 64 MB", f"{own:.0f} MB (with the program and the files it looks into {resident:.0f} MB)",
                 verdict(own < 64)])
    for database, (_, late, most) in load_page.memory(open(load_page.PAGE).read()).items():
        rows.append([f"Beside it, memory of its own with people at work ({database}, the last section)",
                     "beside", f"{late} MB at the least towards the end (at most {most} MB)", "-"])
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
    exponent, last = slope(grown()), steps()[-1]
    rows.append(["Growth from records to figures: exponent over children", "near 1",
                 f"{exponent:.2f} (the last step {last[2]:.2f})", verdict(exponent < MOST_EXPONENT)])
    return table(["what", "target", "measured", "met"], rows)


def of_ten_years(database):
    """Milliseconds of each page of the authority with ten years of records; by the clock, since a server works too."""
    group = {"SQLite": "ten_years/sqlite/", "PostgreSQL": "ten_years/postgres/"}[database]
    return {name[len(group):]: run["real_time"] for name, run in runs("authority").items() if name.startswith(group)}


def ten_years():
    sqlite, postgres = of_ten_years("SQLite"), of_ten_years("PostgreSQL")
    return table(["page", "SQLite", "PostgreSQL"],
                 [[f"`{name}`", milliseconds(sqlite[name]), milliseconds(postgres[name])] for name in sqlite])


def slope(points):
    """Of the straight line nearest to log time over log size."""
    logs = [(math.log(size), math.log(time)) for size, time in points]
    x, y = (sum(column) / len(logs) for column in zip(*logs))
    return sum((a - x) * (b - y) for a, b in logs) / sum((a - x) ** 2 for a, _ in logs)


def grown():
    """Children and time of each size that is large enough for an exponent, the smallest first."""
    points = [(run["children"], run["cpu_time"]) for run in runs("growth").values()]
    return sorted(point for point in points if point[0] >= LEAST_CHILDREN)


def steps():
    """From how many children to how many, and the exponent between these two alone."""
    points = grown()
    return [(smaller[0], larger[0], slope([smaller, larger])) for smaller, larger in zip(points, points[1:])]


def growth():
    exponents = {larger: f"{exponent:.2f}" for _, larger, exponent in steps()}
    rows = [[f"{run['children']:,.0f}", f"{run['reviews']:,.0f}", f"{run['bytes'] / 1e6:,.0f} MB",
             milliseconds(run["cpu_time"]), f"{1e6 * run['cpu_time'] / run['children']:,.0f} ns",
             exponents.get(run["children"], "-")]
            for run in sorted(runs("growth").values(), key=lambda run: run["children"])]
    head = ["children", "reviews", "records in memory", "time", "a child", "exponent of the step"]
    return table(head, rows)


def last_cache():
    """The size of the processor's last cache, as the system says it; None where it does not."""
    paths = sorted(glob.glob("/sys/devices/system/cpu/cpu0/cache/index*/size"))
    found = [words(path, r"(\d+)K") for path in paths]
    return int(found[-1]) / 1024 if found and found[-1] != "not known" else None


def bend():
    """Where it grows faster than it should, if anywhere."""
    points = grown()
    said = (f"The exponent under targets is of the line through all sizes from {points[0][0]:,.0f} to "
            f"{points[-1][0]:,.0f} children.")
    faster = [f"{exponent:.2f} from {smaller:,.0f} to {larger:,.0f} children"
              for smaller, larger, exponent in steps() if exponent >= MOST_EXPONENT]
    if not faster:
        return f"{said} It bends nowhere: no step has {MOST_EXPONENT} or more."
    cache = last_cache()
    held = max(run["bytes"] for run in runs("growth").values()) / 1e6
    beside = f" of {cache:,.0f} MB" if cache else ""
    return (f"{said} It bends upwards: {', '.join(faster)}. The largest has {held:,.0f} MB of records: memory "
            f"that no cache holds, and what the last one{beside} has not is waited for.")


def others():
    nation = runs("nation")
    authority = runs("authority")
    law = authority["authority/read_the_law"]["cpu_time"]
    whole = authority["authority/difference_of_all_tables"]["cpu_time"]
    rows = [["The law, the profile and the codes, read and checked: once a program, and in no other time here", milliseconds(law)],
            ["An import of all tables of an authority: read, held against its records, shown",
             milliseconds(whole)],
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


def beside_an_empty_page(how):
    """Pages are judged as they are served, where what was made is kept; those made anew stand beside them."""
    judged = how == "kept"
    rows = []
    for connections in CONNECTIONS:
        empty = requests_a_second(f"{RESULTS}/{how}-empty-{connections}.txt")
        for name, page in PAGES:
            path = f"{RESULTS}/{how}-{name}-{connections}.txt"
            ours = requests_a_second(path)
            failed = words(path, r"Non-2xx or 3xx responses: (\d+)")
            row = [f"{connections}", f"`{page}`", f"{empty:,.0f}", f"{ours:,.0f}", f"{ours / empty:.2f}",
                   words(path, r"^\s*99%(.*)"), "0" if failed == "not known" else failed]
            rows.append(row + [verdict(ours >= empty / 2)] if judged else row)
    head = ["connections", "page", "empty page", "this page, a second", "share", "99 of 100 within",
            "refused"]
    return table(head + ["met"] if judged else head, rows)


def shortest_answer():
    """The same pages beside an answer that is made without a look at who asks, or at the records."""
    rows = []
    for how, what in (("anew", "made anew"), ("kept", "kept")):
        for connections in CONNECTIONS:
            shortest = requests_a_second(f"{RESULTS}/{how}-shortest-{connections}.txt")
            shares = [requests_a_second(f"{RESULTS}/{how}-{name}-{connections}.txt") / shortest
                      for name, _ in PAGES]
            rows.append([what, f"{connections}", f"{shortest:,.0f}", *(f"{share:.2f}" for share in shares)])
    shares = [f"share of `{page}`" for _, page in PAGES]
    return table(["pages", "connections", "shortest answer, a second", *shares], rows)


def sizes():
    kilobytes = {path: int(words(f"{RESULTS}/size-{path}", r"(\d+)")) / 1000 for path in ("children", "child", "empty")}
    return (f"The list of children has {kilobytes['children']:.0f} kB, the child {kilobytes['child']:.0f} kB, the empty "
            f"page {kilobytes['empty']:.0f} kB.")


def shortest_size():
    return f"{int(words(f'{RESULTS}/size-shortest', r'([0-9]+)')) / 1000:.1f}"


def peers_measures():
    """How many measures, and figures of them, the peers give, of how many there are."""
    given = next((json.load(open(path))["figures"] for path in sorted(glob.glob(f"{RESULTS}/*-region.json"))
                  if os.path.basename(path).split("-")[0] in ("pandas", "duckdb")), {})
    every = len(re.findall(r"^### `", open("docs/measures.md").read(), re.MULTILINE))
    measures = {key.split("|")[0] for key in given}
    return {"figures": f"{len(given)}", "measures": f"{len(measures)}", "of_measures": f"{every}"}


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
        "targets": targets(), "growth": growth(), "bend": bend(), "others": others(), "peers": peers(),
        "ten_years": ten_years(), "served": served(), "anew": beside_an_empty_page("anew"), "kept": beside_an_empty_page("kept"),
        "sizes": sizes(), "shortest": shortest_answer(), "shortest_size": shortest_size(), **peers_measures(),
    }
    print(open("bench/page.md").read().format(**pages), end="")
    # What bench/load wrote last stays.
    page = open(load_page.PAGE).read()
    if span := load_page.section(page):
        print("\n" + page[slice(*span)], end="")


main()
