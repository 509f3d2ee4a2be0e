// What is asked of a whole nation: every child's timetable, the table behind the figures, a year's figures.
#include <benchmark/benchmark.h>

#include "findings/catalogue.h"
#include "invented.h"
#include "law/review_timetable.h"
#include "measures/catalogue.h"

namespace footprint::bench {
namespace {

// 153 authorities, 82,000 looked after at the end, ten years.
const std::vector<care::Records>& nation() {
    return invented(534, 10, 153);
}

measures::Cohort cohort_of(const care::Records& records) {
    return measures::Cohort({&records, ground().rules, today, std::nullopt, ground().find_place,
                             measures::readings_of(ground().rulebook)});
}

std::size_t timetable_of_all(const care::Records& records) {
    law::ReviewTimetable timetable(ground().rules, today, std::nullopt);
    std::size_t requirements = 0;
    for (std::uint32_t child = 0; child < records.children.size(); ++child)
        requirements += timetable
                            .of({records.children[child].born_on, records.episodes.of({child}),
                                 records.reviews.of({child}), records.review_details.of({child})})
                            .size();
    return requirements;
}

void timetable(benchmark::State& state) {
    const auto& all = nation();
    std::size_t requirements = 0;
    for (auto _ : state) {
        requirements = 0;
        for (const care::Records& records : all) requirements += timetable_of_all(records);
    }
    state.counters["children"] = static_cast<double>(children_in(all));
    state.counters["requirements"] = static_cast<double>(requirements);
}
BENCHMARK(timetable)->Name("nation/timetable")->Unit(benchmark::kMillisecond)->MinTime(2);

void cohorts(benchmark::State& state) {
    const auto& all = nation();
    for (auto _ : state)
        for (const care::Records& records : all) benchmark::DoNotOptimize(cohort_of(records).children());
    state.counters["children"] = static_cast<double>(children_in(all));
}
BENCHMARK(cohorts)->Name("nation/cohort")->Unit(benchmark::kMillisecond)->MinTime(2);

void year(benchmark::State& state) {
    const auto& all = nation();
    std::vector<measures::Cohort> tables;
    tables.reserve(all.size());
    for (const care::Records& records : all) tables.push_back(cohort_of(records));
    std::size_t figures = 0;
    for (auto _ : state) {
        figures = 0;
        for (const measures::Cohort& table : tables)
            figures += measures::work_out_year(table, ground().profile, measured_year).size();
    }
    state.counters["children"] = static_cast<double>(children_in(all));
    state.counters["figures"] = static_cast<double>(figures);
}
BENCHMARK(year)->Name("nation/measures_of_a_year")->Unit(benchmark::kMillisecond)->MinTime(2);

void findings_of_all(benchmark::State& state) {
    const auto& all = nation();
    std::size_t found = 0;
    for (auto _ : state) {
        found = 0;
        for (const care::Records& records : all)
            found += findings::find_all(records, ground().rules, today, std::nullopt).size();
    }
    state.counters["findings"] = static_cast<double>(found);
}
BENCHMARK(findings_of_all)->Name("nation/findings")->Unit(benchmark::kMillisecond)->MinTime(2);

// One authority that grows from 10,000 children to a million: from its records to a year's figures. The time
// should grow as the children do. The first is smaller and in no exponent. The last takes 14 GB.
void growth(benchmark::State& state) {
    const auto& all = invented(static_cast<int>(state.range(0)), 10, 1);
    const std::size_t held = bytes_held();
    for (auto _ : state) {
        const measures::Cohort table = cohort_of(all.front());
        benchmark::DoNotOptimize(measures::work_out_year(table, ground().profile, measured_year).size());
    }
    state.counters["children"] = static_cast<double>(children_in(all));
    state.counters["reviews"] = static_cast<double>(all.front().reviews.size());
    state.counters["bytes"] = static_cast<double>(held);
}
BENCHMARK(growth)
    ->Name("growth/records_to_figures")
    ->Arg(265)
    ->Arg(1'700)
    ->Arg(5'300)
    ->Arg(17'000)
    ->Arg(53'000)
    ->Arg(168'000)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace footprint::bench
