// The figures that the peers give too, from the same files: what of them takes how long.
//
// In      FOOTPRINT_SAME_FILES: the folder
// Out     times from files to figures, from records to figures, and of the figures alone
#include <benchmark/benchmark.h>

#include <array>
#include <cstdlib>
#include <iostream>

#include "casework/casework.h"
#include "invented.h"
#include "measures/catalogue.h"

namespace footprint::bench {
namespace {

std::string folder() {
    const char* const given = std::getenv("FOOTPRINT_SAME_FILES");
    if (given != nullptr) return given;
    std::cerr << "FOOTPRINT_SAME_FILES names no folder.\n";
    std::exit(1);
}

std::shared_ptr<const casework::Snapshot> read() {
    const auto opened = casework::Casework::open({"files:" + folder(), {}, {}, {}});
    if (opened)
        if (const auto snapshot = (*opened)->read({today, std::nullopt, std::nullopt})) {
            keep_memory();
            return *snapshot;
        }
    std::cerr << "The files cannot be read.\n";
    std::exit(1);
}

std::size_t figures_of(const measures::Cohort& cohort) {
    std::size_t figures = 0;
    const auto add = [&](const char* id, const measures::Time& time) {
        figures += measures::work_out(*measures::find_measure(id), cohort, ground().profile, time).size();
    };
    for (const char* id :
         {"population.started.periods", "population.ceased.periods", "reviews.held", "participation.by_code",
          "participation.rate", "reviews.mode", "reviews.held_in_time", "decisions.progressed",
          "missing.episodes", "population.entry_status"})
        add(id, measures::whole(measured_year));
    for (const char* id : {"population.looked_after", "population.legal_status", "population.time_in_care",
                           "population.sex", "placements.type", "placements.provider"})
        add(id, measures::on(measured_year.last_day()));
    return figures;
}

void from_files(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(figures_of(read()->cohort()));
}
BENCHMARK(from_files)->Name("same_figures/from_files")->Unit(benchmark::kMillisecond);

void from_records(benchmark::State& state) {
    const auto snapshot = read();
    for (auto _ : state) {
        const measures::Cohort cohort({&snapshot->records(), ground().rules, today, std::nullopt,
                                       ground().find_place, measures::readings_of(ground().rulebook)});
        benchmark::DoNotOptimize(figures_of(cohort));
    }
}
BENCHMARK(from_records)->Name("same_figures/from_records")->Unit(benchmark::kMillisecond);

void loaded(benchmark::State& state) {
    const auto snapshot = read();
    std::size_t figures = 0;
    for (auto _ : state) figures = figures_of(snapshot->cohort());
    state.counters["figures"] = static_cast<double>(figures);
}
BENCHMARK(loaded)->Name("same_figures/loaded")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace footprint::bench
