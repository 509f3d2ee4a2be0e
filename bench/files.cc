// How fast files are read: lines of CSV, a whole return with every check, postcodes.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "base/csv.h"
#include "exchange/import_run.h"
#include "exchange/postcodes.h"
#include "invented.h"

namespace footprint::bench {
namespace {

constexpr int looked_after = 5'000;
constexpr int years = 5;

struct Files {
    std::vector<std::string> names;
    std::vector<std::string> texts;
    std::size_t bytes = 0;
};

const Files& files() {
    static const Files read = [] {
        Files made;
        for (const auto& entry : std::filesystem::directory_iterator(invented_files(looked_after, years))) {
            std::ifstream in(entry.path(), std::ios::binary);
            made.names.push_back(entry.path().filename().string());
            made.texts.push_back((std::stringstream() << in.rdbuf()).str());
            made.bytes += made.texts.back().size();
        }
        return made;
    }();
    return read;
}

void tell_bytes(benchmark::State& state) {
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(files().bytes));
}

void csv_rows(benchmark::State& state) {
    const std::vector<std::string>& texts = files().texts;  // made before the clock runs
    std::size_t fields = 0;
    for (auto _ : state)
        for (const std::string& text : texts)
            for (CsvReader reader("a.csv", text); reader.next();) fields += reader.fields().size();
    benchmark::DoNotOptimize(fields);
    tell_bytes(state);
}
BENCHMARK(csv_rows)->Name("files/csv_rows")->Unit(benchmark::kMillisecond);

// Every field checked, the records put together and ordered.
void read_and_checked(benchmark::State& state) {
    exchange::ReadOptions options;
    options.today = today;
    const Files& made = files();  // before the clock runs
    for (auto _ : state) {
        std::vector<exchange::NamedBytes> named;
        for (std::size_t i = 0; i < made.texts.size(); ++i) named.push_back({made.names[i], made.texts[i]});
        const auto read = exchange::read_files(std::move(named), options, ground().profile, ground().codes);
        if (!read.problems.empty()) return state.SkipWithError(printed(read.problems).substr(0, 200).c_str());
    }
    tell_bytes(state);
}
BENCHMARK(read_and_checked)->Name("files/read_and_checked")->Unit(benchmark::kMillisecond);

// The table is given by its path, in FOOTPRINT_POSTCODES: it is not carried with the program.
void postcodes(benchmark::State& state) {
    const char* path = std::getenv("FOOTPRINT_POSTCODES");
    if (path == nullptr) return state.SkipWithError("FOOTPRINT_POSTCODES names no table");
    const auto find = exchange::open_postcodes(path, invented_files(looked_after, years) + "-cache");
    if (!find) return state.SkipWithError(printed(find.problems()).c_str());
    std::vector<std::string> asked;
    for (const care::Episode& episode : care::rows_of(invented(looked_after, years, 1).front().episodes))
        if (!episode.home_postcode.empty()) asked.emplace_back(episode.home_postcode.view());
    std::size_t found = 0;
    for (auto _ : state)
        for (const std::string& one : asked) found += (*find)(one).has_value();
    benchmark::DoNotOptimize(found);
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(asked.size()));
}
BENCHMARK(postcodes)->Name("files/postcodes")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace footprint::bench
