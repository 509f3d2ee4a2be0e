#!/usr/bin/env python3
"""Whether a peer's figures are ours.

In      OURS.json (footprint measures --format json) PEER.json YEAR_STARTS
Out     exit status 0 and how many figures were compared; else every difference
"""
import json
import sys


def ours(path, starts):
    year, last_day = f"{starts}-{(starts + 1) % 100:02d}", f"{starts + 1}-03-31"
    return {(figure["measure"], figure["row"]): figure for figure in json.load(open(path))
            if figure["period"] in (year, last_day) and figure["column"] == ""}


def has_rows(peer, measure):
    """Whether the peer splits the measure, and does not give its whole alone."""
    return any(key.startswith(measure + "|") and key.split("|")[1] not in ("", "of", "met") for key in peer)


def main():
    own, peer = ours(sys.argv[1], int(sys.argv[3])), json.load(open(sys.argv[2]))["figures"]
    different = []
    for key, value in peer.items():
        measure, row = key.split("|")
        figure = own.get((measure, "" if row in ("of", "met") else row))
        field = row if row in ("of", "met") else "value"
        if figure is None or figure[field] != value:
            different.append(f"{key}: the peer says {value}, ours says {figure[field] if figure else 'nothing'}")
    # Nor may the peer have left out anything of a measure that it gives.
    given = {key.split("|")[0] for key in peer}
    for (measure, row), figure in own.items():
        if measure in given and row and figure["value"] and f"{measure}|{row}" not in peer and has_rows(peer, measure):
            different.append(f"{measure}|{row}: ours says {figure['value']}, the peer says nothing")
    print("\n".join(different) if different else f"{len(peer)} figures are the same.")
    sys.exit(1 if different or not peer else 0)


main()
