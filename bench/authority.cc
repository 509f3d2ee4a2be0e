// What one authority's people wait for: opening it, a figure, a page.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "casework/casework.h"
#include "invented.h"
#include "measures/catalogue.h"
#include "web/application.h"
#include "web/router.h"
#include "web/routes.h"
#include "web/server.h"

namespace footprint::bench {
namespace {

constexpr int looked_after = 245;  // at the end; about 1,000 children in five years of records
constexpr int years = 5;
const casework::Asked asked{today, std::nullopt, std::nullopt};

template <class T>
T must(Result<T> result) {
    if (result) return std::move(*result);
    std::cerr << printed(result.problems());
    std::exit(1);
}

// The authority in a database, made once.
const std::string& database() {
    static const std::string made = [] {
        const std::string folder = invented_files(looked_after, years);
        std::string name = folder + ".db";
        const casework::Address address{"sqlite:" + name, {}, {}, {}};
        const care::Records& records = invented(looked_after, years, 1).front();
        const casework::Actor actor{"benchmark", {}};
        must(casework::Casework::create_authority(address, records.authority.front(), actor));
        must(must(casework::Casework::open(address))->take_over(records, actor, ""));
        return "sqlite:" + name;
    }();
    return made;
}

void open_and_load(benchmark::State& state, const std::string& db) {
    std::size_t children = 0;
    for (auto _ : state) {
        const auto casework = must(casework::Casework::open({db, {}, {}, {}}));
        const auto snapshot = must(casework->read(asked));
        children = snapshot->lines().size();  // with findings: ready for every page
    }
    state.counters["children"] = static_cast<double>(children);
}
void from_database(benchmark::State& state) {
    open_and_load(state, database());
}
void from_files(benchmark::State& state) {
    open_and_load(state, "files:" + invented_files(looked_after, years));
}
BENCHMARK(from_database)->Name("authority/open_and_load_database")->Unit(benchmark::kMillisecond);
BENCHMARK(from_files)->Name("authority/open_and_load_files")->Unit(benchmark::kMillisecond);

void five_years(benchmark::State& state) {
    const auto casework = must(casework::Casework::open({database(), {}, {}, {}}));
    const auto snapshot = must(casework->read(asked));
    std::size_t figures = 0;
    for (auto _ : state) {
        figures = 0;
        for (int starts = 2020; starts < 2025; ++starts)
            figures += measures::work_out_year(snapshot->cohort(), ground().profile, Year{starts}).size();
    }
    state.counters["figures"] = static_cast<double>(figures);
}
BENCHMARK(five_years)->Name("authority/measures_of_five_years")->Unit(benchmark::kMillisecond);

// A whole conversation: the request read, the page made, the answer written.
void page(benchmark::State& state, const char* path) {
    const auto casework = must(casework::Casework::open({database(), {}, {}, {}}));
    const web::Application application{*casework, [] { return today; }, [] { return Moment{}; }, "benchmark"};
    const web::Router router(web::routes(application));
    web::ServerOptions options;
    options.port = 8080;
    std::string target = path;
    if (target.ends_with('/') && target.size() > 1)
        target += must(casework->read(asked))->records().children[7].id;
    const std::string request =
        "GET " + target + " HTTP/1.1\r\nHost: localhost:8080\r\nConnection: close\r\n\r\n";
    std::string answer = web::conversation(router, options, request);
    if (!answer.starts_with("HTTP/1.1 200 ")) return state.SkipWithError(answer.substr(0, 60).c_str());
    for (auto _ : state) answer = web::conversation(router, options, request);
    state.counters["bytes"] = static_cast<double>(answer.size());
}
BENCHMARK_CAPTURE(page, start, "/")->Name("page/start")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(page, children, "/children")->Name("page/children")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(page, child, "/children/")->Name("page/child")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(page, calendar, "/calendar")->Name("page/calendar")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(page, measures, "/measures")->Name("page/measures")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(page, findings, "/findings")->Name("page/findings")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(page, import, "/import")->Name("page/import")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace footprint::bench
