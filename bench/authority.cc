// What one authority's people wait for: opening it, a figure, a page.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string_view>
#include <utility>

#include "casework/casework.h"
#include "casework/waiting_imports.h"
#include "invented.h"
#include "measures/catalogue.h"
#include "web/application.h"
#include "web/router.h"
#include "web/routes.h"
#include "web/server.h"

namespace footprint::bench {
namespace {

// An authority's size. Looked after at the end; the children of its records are some four times as many in
// five years.
struct Size {
    int looked_after = 0;
    int years = 0;
};
constexpr Size usual{245, 5};       // about 1,000 children
constexpr Size long_kept{245, 10};  // about 1,700 children
constexpr Size large{750, 2};       // more than 3,000 reviews held in a year
const casework::Asked asked{today, std::nullopt, std::nullopt};

template <class T>
T must(Result<T> result) {
    if (result) return std::move(*result);
    std::cerr << printed(result.problems());
    std::exit(1);
}

enum class Kind { sqlite, postgres };

// The authority in a database, made once: in a file of its own, or in the PostgreSQL that the environment
// names. Empty where it names none.
std::string database(Size size, Kind kind = Kind::sqlite) {
    static std::map<std::string, bool> made;
    const std::string folder = invented_files(size.looked_after, size.years);
    std::string name = "sqlite:" + folder + ".db";
    if (kind == Kind::postgres) {
        const char* server = std::getenv("FOOTPRINT_BENCH_POSTGRES");
        if (server == nullptr) return {};
        name = std::string("postgres:") + server;
    }
    if (std::exchange(made[name], true)) return name;
    const casework::Address address{name, {}, {}, {}};
    const care::Records& records = invented(size.looked_after, size.years, 1).front();
    const casework::Actor actor{"benchmark", {}};
    must(casework::Casework::create_authority(address, records.authority.front(), actor));
    must(must(casework::Casework::open(address))->take_over(records, actor, ""));
    return name;
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
    open_and_load(state, database(usual));
}
void from_files(benchmark::State& state) {
    open_and_load(state, "files:" + invented_files(usual.looked_after, usual.years));
}
BENCHMARK(from_database)->Name("authority/open_and_load_database")->Unit(benchmark::kMillisecond);
BENCHMARK(from_files)->Name("authority/open_and_load_files")->Unit(benchmark::kMillisecond);

// What a program does once, before its first file: the law, the profile and the codes are read and checked.
void read_the_law(benchmark::State& state) {
    for (auto _ : state) {
        const law::Rulebook rulebook = must(law::shipped_rulebook());
        benchmark::DoNotOptimize(must(practice::shipped_profile("standard", &rulebook)));
        benchmark::DoNotOptimize(must(care::shipped_code_book()));
    }
}
BENCHMARK(read_the_law)->Name("authority/read_the_law")->Unit(benchmark::kMillisecond);

void five_years(benchmark::State& state) {
    const auto casework = must(casework::Casework::open({database(usual), {}, {}, {}}));
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

// The service as people reach it: signed in, a manager and who manages accounts.
class Service {
  public:
    explicit Service(const std::string& database)
        : casework_(must(casework::Casework::open({database, {}, {}, {}}))) {
        begin_session("administrator", {care::AccountRole::administrator});
        begin_session("manager", {care::AccountRole::manager});
    }

    std::shared_ptr<const casework::Snapshot> snapshot() { return must(casework_->read(asked)); }
    // The token of files that the manager sent and that wait to be taken over.
    std::string waiting(const std::vector<casework::SentFile>& files) {
        std::vector<exchange::NamedBytes> named;
        named.reserve(files.size());
        for (const casework::SentFile& file : files) named.push_back({file.name, file.bytes});
        exchange::ReadOptions options;
        options.today = today;
        const auto preview = must(casework_->preview_import(named, options));
        if (!preview.may_be_taken_over()) {
            std::cerr << printed(preview.reading.problems);
            std::exit(1);
        }
        return casework::WaitingImports(*casework_).keep(named, preview, {"manager", now});
    }
    std::string answer(const std::string& who, const std::string& address) {
        return web::conversation(router_, options(),
                                 "GET " + address +
                                     " HTTP/1.1\r\nHost: localhost:8080\r\nCookie: footprint=" + who +
                                     "\r\nConnection: close\r\n\r\n");
    }

  private:
    static const web::ServerOptions& options() {
        static const web::ServerOptions made = [] {
            web::ServerOptions options;
            options.port = 8080;
            return options;
        }();
        return made;
    }
    // As it stands in the database once somebody has signed in; their name is the token.
    void begin_session(const std::string& name, std::vector<care::AccountRole> roles) {
        const care::Account account{{name}, name, {}, std::move(roles), std::nullopt, std::nullopt};
        if (accounts_.all().find(name) == nullptr) must(accounts_.add(account, {"benchmark"}, now));
        casework_->store().change_sign_ins(casework_->authority(), [&](store::Database& database) {
            store::keep(database, casework_->authority(),
                        {casework::SignIn::hash_of_token(name), name, "", now, now, now, "a key", ""});
        });
    }

    static constexpr Moment now{std::int64_t{1'774'900'000'000'000}};
    std::unique_ptr<casework::Casework> casework_;
    casework::Accounts accounts_{casework_->store(), casework_->authority()};
    casework::SignIn sign_in_{casework_->store(), casework_->authority(), {}};
    casework::Readings readings_{casework_->store(), casework_->authority(), &sign_in_};
    casework::Calendars calendars_{casework_->store(), casework_->authority()};
    casework::Messages messages_{casework_->store(), casework_->authority(), std::nullopt, {}};
    web::Doors doors_{sign_in_, accounts_, readings_, calendars_, messages_};
    web::Application application_{*casework_, [] { return today; }, [] { return now; }, "benchmark", &doors_,
                                  {}};
    web::Router router_{web::routes(application_)};
};

// The authority's own files, as it might send them again: what a child said in every tenth row of the reviews
// became something else. Either the reviews alone or all tables.
std::vector<casework::SentFile> sent_again(bool all_tables) {
    std::vector<casework::SentFile> files;
    for (const auto& entry :
         std::filesystem::directory_iterator(invented_files(usual.looked_after, usual.years))) {
        const std::string name = entry.path().filename().string();
        if (!all_tables && name != "reviews.csv") continue;
        std::ifstream file(entry.path(), std::ios::binary);
        files.push_back({name, {std::istreambuf_iterator<char>(file), {}}});
        if (name != "reviews.csv") continue;
        std::string& text = files.back().bytes;
        std::size_t row = 0;
        for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1)) {
            const std::size_t ends = at > 0 && text[at - 1] == '\r' ? at - 1 : at;
            if (++row % 10 == 0 && ends > 3 && text.compare(ends - 3, 3, "PN1") == 0) text[ends - 1] = '2';
        }
    }
    return files;
}

// What is found most often.
std::string most_found(const casework::Snapshot& snapshot) {
    std::map<std::string, std::size_t> numbers;
    for (const care::Finding& finding : snapshot.findings()) ++numbers[std::string(finding.name)];
    return std::max_element(numbers.begin(), numbers.end(),
                            [](const auto& one, const auto& other) { return one.second < other.second; })
        ->first;
}

// The names of an address, for a child who has a decision.
std::string filled_in(std::string address, Service& service) {
    const auto snapshot = service.snapshot();
    std::uint32_t child = 7;
    while (snapshot->decisions_of(child).empty()) ++child;
    const auto decision = snapshot->records().decisions[snapshot->decisions_of(child).front()];
    const auto put = [&](const std::string& name, const auto& value) {
        if (const auto at = address.find(name); at != std::string::npos)
            address.replace(at, name.size(), value());
    };
    put("{child}", [&] { return snapshot->records().children[child].id; });
    put("{decision}", [&] { return decision.decision.text; });
    put("{review}", [&] { return decision.review.text; });
    put("{finding}", [&] { return most_found(*snapshot); });
    put("{reviews sent again}", [&] { return service.waiting(sent_again(false)); });
    put("{all sent again}", [&] { return service.waiting(sent_again(true)); });
    return address;
}

// A whole conversation of somebody who is signed in: the request read, the page made, the answer written.
// Each has an address of its own, so that none is answered with a page that was kept.
void page(benchmark::State& state, const std::string& database, const char* who, const char* pattern) {
    if (database.empty()) return state.SkipWithError("no PostgreSQL is named");
    Service service(database);
    std::string address = filled_in(pattern, service);
    address += address.find('?') == std::string::npos ? "?again=" : "&again=";
    std::string answer = service.answer(who, address);
    if (!answer.starts_with("HTTP/1.1 200 ")) return state.SkipWithError(answer.substr(0, 60).c_str());
    std::size_t number = 0;
    for (auto _ : state) answer = service.answer(who, address + std::to_string(++number));
    state.counters["bytes"] = static_cast<double>(answer.size());
}

struct Page {
    const char* name;
    const char* who;
    const char* pattern;
};
constexpr Page pages[] = {
    {"start", "manager", "/"},
    {"my_work", "manager", "/my-work"},
    {"officers", "manager", "/officers"},
    {"children", "manager", "/children"},
    {"child", "manager", "/children/{child}"},
    {"footprint", "manager", "/children/{child}/footprint"},
    {"review", "manager", "/children/{child}/reviews/{review}"},
    {"decision", "manager", "/children/{child}/decisions/{decision}"},
    {"calendar", "manager", "/calendar"},
    {"measures", "manager", "/measures"},
    {"measure", "manager", "/measures/reviews.held_in_time"},
    {"behind", "manager", "/measures/reviews.held_in_time/children?period=2024-25"},
    {"findings", "manager", "/findings"},
    {"finding", "manager", "/findings?finding={finding}"},
    {"import", "manager", "/import"},
    {"import_difference", "manager", "/import/waiting?import={reviews sent again}"},
    {"journal", "manager", "/journal"},
    {"retention", "manager", "/retention"},
    {"accounts", "administrator", "/accounts"},
};

void add_page(const std::string& group, Size size, Kind kind, const Page& one) {
    benchmark::RegisterBenchmark((group + one.name).c_str(), [size, kind, one](benchmark::State& state) {
        page(state, database(size, kind), one.who, one.pattern);
    })->Unit(benchmark::kMillisecond);
}

// Every page of the usual authority, and of one with ten years of records on either database; and a page of
// twenty-five out of thousands of reviews.
const bool added = [] {
    for (const Page& one : pages) add_page("page/", usual, Kind::sqlite, one);
    for (const auto& [group, kind] :
         {std::pair{"ten_years/sqlite/", Kind::sqlite}, std::pair{"ten_years/postgres/", Kind::postgres}})
        for (const Page& one : pages)
            // That one reads files again, which are the usual authority's.
            if (std::string_view(one.name) != "import_difference") add_page(group, long_kept, kind, one);
    add_page("large/", large, Kind::sqlite,
             {"list_of_reviews", "manager", "/measures/reviews.held/children?period=2024-25"});
    return true;
}();
// Every table of the authority read again and held against its records: far more than a page.
void difference_of_all_tables(benchmark::State& state) {
    page(state, database(usual), "manager", "/import/waiting?import={all sent again}");
}
BENCHMARK(difference_of_all_tables)
    ->Name("authority/difference_of_all_tables")
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace footprint::bench
