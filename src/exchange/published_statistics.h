// The nation's published statistics as comparators of one authority.
//
// In      the files of data that the DfE publishes beside its statistics of children looked after, recognised
//         by their columns, whatever their names and whichever years they hold; its model of statistical
//         neighbours; the authority's code. codes/published_statistics.csv says what of them compares with
//         which measure
// Out     comparators: England, the authority's region, its statistical neighbours (the mean of the ten
//         nearest that have a value), and the authority itself as it was published
// Units   a count, a percentage or a rate, as published; a year by the one in which its March lies; what
//         is suppressed or not available (c, z, x, k, u) has no value
// Errors  an authority that no file knows, a value that is none, no such file at all: Problems. Files with
//         other columns are named and stop nothing
// Source  DfE, Explore education statistics (Open Government Licence v3.0); docs/command_line.md
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "care/comparator.h"
#include "exchange/import_run.h"

namespace footprint::exchange {

struct PublishedStatistics {
    std::vector<care::Comparator> rows;       // by measure, row, year, and how near the area is
    std::vector<std::string> not_understood;  // files without a column that compares with anything
};

// What of a published file compares with which measure; an empty column is not looked at.
struct PublishedMeaning {
    std::string group_column;
    std::string group;
    std::string breakdown_column;
    std::string breakdown;
    std::string value_column;
    std::string measure;
    std::string row;
};
// As carried in codes/published_statistics.csv.
std::vector<PublishedMeaning> published_meanings();

Result<PublishedStatistics> read_published_statistics(const std::vector<NamedBytes>& files,
                                                      std::string_view authority);
// Of a folder every file that ends in .csv or .csv.gz.
Result<PublishedStatistics> read_published_folder(const std::filesystem::path& folder,
                                                  std::string_view authority);

}  // namespace footprint::exchange
