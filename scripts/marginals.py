#!/usr/bin/env python3
"""Derives what the invented authority is drawn from, out of published statistics.

Reads ../shared/data (or the folder given) and writes codes/invented_marginals.csv and codes/invented_places.csv.
Run it from the project's root: python3 scripts/marginals.py
"""
import csv
import gzip
import json
import sys
from collections import defaultdict
from pathlib import Path

DATA = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data")
LICENCE = "Contains public sector information licensed under the Open Government Licence v3.0."
PLACES_LICENCE = (LICENCE + " Contains OS data (c) Crown copyright and database right. "
                  "Contains Royal Mail data (c) Royal Mail copyright and database right.")
ENGLAND = "E92000001"
YEAR = "2025"
REGIONS = ["E12000001", "E12000002", "E12000003", "E12000004", "E12000005", "E12000006", "E12000007", "E12000008",
           "E12000009"]

NUMBERS = "dfe-numbers"
TRAITS = "dfe-characteristics"
CEASED = "dfe-ceased"
ORDERS = "dfe-orders"
STABILITY = "dfe-stability"
HEALTH = "dfe-health"
WORKERS = "dfe-social-workers"
POPULATION = "ons-population"
ETHNIC = "ons-census"

# What each short name of a source stands for; these rows open the file.
SOURCES = {
    NUMBERS: "DfE, Children looked after in England: numbers and rates per 10,000",
    TRAITS: "DfE, Children looked after in England: characteristics on 31 March",
    CEASED: "DfE, Children looked after in England: children who ceased to be looked after",
    ORDERS: "DfE, Children looked after in England: special guardianship and adoption",
    STABILITY: "DfE, Children looked after in England: placement stability",
    HEALTH: "DfE, Outcomes for children looked after: conviction and health",
    WORKERS: "DfE, Children looked after in England: number of social workers",
    POPULATION: "ONS, mid-year population estimates, children aged 0 to 17",
    ETHNIC: "ONS, Census 2021, ethnic group (20 categories)",
}

ETHNIC_CODES = {
    "White: English, Welsh, Scottish, Northern Irish or British": "WBRI",
    "White: Irish": "WIRI",
    "White: Gypsy or Irish Traveller": "WIRT",
    "White: Roma": "WROM",
    "White: Other White": "WOTH",
    "Mixed or Multiple ethnic groups: White and Black Caribbean": "MWBC",
    "Mixed or Multiple ethnic groups: White and Black African": "MWBA",
    "Mixed or Multiple ethnic groups: White and Asian": "MWAS",
    "Mixed or Multiple ethnic groups: Other Mixed or Multiple ethnic groups": "MOTH",
    "Asian, Asian British or Asian Welsh: Indian": "AIND",
    "Asian, Asian British or Asian Welsh: Pakistani": "APKN",
    "Asian, Asian British or Asian Welsh: Bangladeshi": "ABAN",
    "Asian, Asian British or Asian Welsh: Other Asian": "AOTH",
    "Asian, Asian British or Asian Welsh: Chinese": "CHNE",
    "Black, Black British, Black Welsh, Caribbean or African: Caribbean": "BCRB",
    "Black, Black British, Black Welsh, Caribbean or African: African": "BAFR",
    "Black, Black British, Black Welsh, Caribbean or African: Other Black": "BOTH",
    "Other ethnic group: Arab": "OOTH",
    "Other ethnic group: Any other ethnic group": "OOTH",
}
# The measure's name in the output for each group of the publication.
TRAIT_MEASURES = {
    "Age group": "age",
    "Sex": "sex",
    "Ethnicity": "ethnic_group",
    "Legal status": "legal_status",
    "Category of need": "need",
    "Placement": "placement",
    "Place providers": "provider",
    "Distance between home and placement": "distance",
    "Locality of placement": "locality",
    "Unaccompanied asylum-seeking children": "uasc",
}
COUNTS = {
    "Children looked after on 31 March each year": "looked_after",
    "Children starting to be looked after each year": "started",
    "Children ceasing to be looked after each year": "ceased",
}


def rows(name):
    path = DATA / name
    stream = gzip.open(path, "rt", encoding="utf-8-sig") if name.endswith(".gz") else path.open(encoding="utf-8-sig")
    with stream:
        yield from csv.DictReader(stream)


def area_of(row):
    """England or a region; the two halves of London are left out, their sum is there."""
    if row["geographic_level"] == "National":
        return ENGLAND
    code = row.get("region_code", "")
    return code if row["geographic_level"] == "Regional" and code in REGIONS else None


def number(text):
    return int(text) if text.isdigit() else 0  # "c", "k", "z" and "x" stand for numbers too small to print


def marginals():
    out = []
    sizes = []
    for row in rows("dfe/cla_number_and_rate_per_10k_children.csv"):
        measure = COUNTS[row["population_type"]]
        area = area_of(row)
        if area:
            out.append((area, measure, "", row["time_period"], number(row["children_count"]), NUMBERS))
        elif row["geographic_level"] == "Local authority" and row["time_period"] == YEAR:
            if measure == "looked_after" and row["children_count"].isdigit():
                sizes.append(int(row["children_count"]))
    for rank, size in enumerate(sorted(sizes, reverse=True), 1):
        out.append((ENGLAND, "authority_size", str(rank), YEAR, size, NUMBERS))
    for row in rows("dfe/ons_mid-year_population_estimates_2012_to_2024.csv"):
        if area_of(row):
            out.append((area_of(row), "children_0_17", "", row["time_period"], number(row["population_estimate"]),
                        POPULATION))
    for row in rows("dfe/la_cla_on_31_march_by_characteristics__from_rds.csv.gz"):
        measure = TRAIT_MEASURES.get(row["cla_group"])
        if measure and area_of(row) and row["time_period"] == YEAR and row["characteristic"] != "Total":
            out.append((area_of(row), measure, row["characteristic"], YEAR, number(row["children_count"]), TRAITS))
    for row in rows("dfe/derived_ceased_cla_data.csv.gz"):
        measure = {"Reason episode ceased": "ceased_by_reason", "Age on ceasing": "ceased_by_age",
                   "Unaccompanied asylum-seeking children": "ceased_uasc"}.get(row["cla_group"])
        if measure and row["geographic_level"] == "National" and row["time_period"] == YEAR:
            if row["characteristic"] != "Total":
                out.append((ENGLAND, measure, row["characteristic"], YEAR, number(row["number"]), CEASED))
    for row in rows("dfe/la_children_who_ceased_during_the_year_sgo_adoption.csv"):
        measure = {"Adopted": "adopted", "Special guardianship orders": "special_guardianship"}.get(row["cla_group"])
        if measure and row["geographic_level"] == "National" and row["time_period"] == "2024":
            if row["characteristic"] != "Total":
                out.append((ENGLAND, measure, row["characteristic"], "2024", number(row["number"]), ORDERS))
    for row in rows("dfe/la_cla_placement_stability.csv"):
        if row["geographic_level"] == "National" and row["time_period"] == YEAR:
            group = {"Children looked after continuously for at least 2.5 years on 31 March aged under 16 years":
                     "stability.long_term", "CLA on 31 March": "stability.three_or_more"}.get(row["cla_group"])
            if group:
                out.append((ENGLAND, group, row["placement_stability"], YEAR, number(row["children_count"]),
                            STABILITY))
    for row in rows("dfe/la_conviction_health_outcome_cla.csv.gz"):
        if row["geographic_level"] == "National" and row["time_period"] == YEAR and row["children_count"].isdigit():
            out.append((ENGLAND, "health", row["breakdown"], YEAR, number(row["children_count"]), HEALTH))
    for row in rows("dfe/la_cla_swcount.csv"):
        if row["geographic_level"] == "National":
            out.append((ENGLAND, "social_workers", row["sw_stability"], row["time_period"], number(row["number"]),
                        WORKERS))
    return out + ethnic_population()


def region_by_authority():
    return {row["new_la_code"]: row["region_code"] if row["region_code"] in REGIONS else "E12000007"
            for row in rows("dfe/cla_number_and_rate_per_10k_children.csv") if row["geographic_level"] == "Local authority"}


def ethnic_population():
    """People of each group and region: how a published group is shared out among the return's codes."""
    region = region_by_authority()
    people = defaultdict(int)
    for row in rows("dfe/ons-ethnic-population-la.csv"):
        code = ETHNIC_CODES.get(row["Ethnic group (20 categories)"])
        area = region.get(row["2023 Upper tier local authorities Code"])
        if code and area:
            people[area, code] += int(row["Observation"])
            people[ENGLAND, code] += int(row["Observation"])
    return [(area, "ethnic_population", code, "2021", count, ETHNIC)
            for (area, code), count in sorted(people.items())]


def places():
    """Postcodes at which nobody lives: many of them share one grid reference, a delivery office with its post boxes.

    500 such offices all over England, the largest of each square of 10 km first, with five postcodes each.
    """
    offices = defaultdict(list)
    with gzip.open(DATA / "ons/onspd_2025nov_postcodes.csv.gz", "rt") as stream:
        next(stream)
        for line in stream:
            postcode, east, north, authority = line.rstrip("\n").split(",")
            if authority.startswith("E") and east:
                offices[int(east), int(north)].append((postcode, authority))
    upper = {row["LTLA21CD"]: row["UTLA21CD"] for row in json.load((DATA / "ons/ltla_to_utla_2021.json").open())}
    region = region_by_authority()
    by_square = defaultdict(list)
    for (east, north), codes in offices.items():
        if len(codes) >= 60:
            by_square[east // 10000, north // 10000].append((-len(codes), east, north))
    ranked = sorted((rank, office) for square in by_square.values() for rank, office in enumerate(sorted(square)))
    out = []
    for _, (_, east, north) in ranked[:500]:
        codes = sorted(offices[east, north])
        for place in range(5):
            postcode, authority = codes[(2 * place + 1) * len(codes) // 10]
            area = upper.get(authority, authority)
            # The file has seven characters; people write a blank before the last three.
            if area in region:
                out.append((f"{postcode[:-3].strip()} {postcode[-3:]}", east, north, region[area], area))
    return sorted(out, key=lambda row: (row[3], row[1], row[2], row[0]))


def write(path, columns, body):
    with open(path, "w", newline="", encoding="utf-8") as stream:
        out = csv.writer(stream, lineterminator="\n")
        out.writerow(columns)
        out.writerows(body)


def main():
    write("codes/invented_marginals.csv", ("area", "measure", "row", "year", "number", "source"),
          [("", "licence", LICENCE, "", "", "")] + [("", "source", text, "", "", name) for name, text in SOURCES.items()]
          + marginals())
    write("codes/invented_places.csv", ("postcode", "easting", "northing", "region", "area", "source"),
          [("", "", "", "", "", "ONS Postcode Directory, November 2025. " + PLACES_LICENCE)]
          + [row + ("",) for row in places()])


if __name__ == "__main__":
    main()
