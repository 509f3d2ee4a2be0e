#include "store/migrations.h"

#include <chrono>

#include "base/shipped.h"
#include "store/digest.h"

namespace footprint::store {

namespace {

struct Taken {
    int number = 0;
    std::string name;
    std::string fingerprint;
};

std::vector<Taken> taken_by(Database& database) {
    std::vector<Taken> all;
    if (!database.has_table("migrations")) return all;
    const auto select = database.prepare("SELECT number, name, fingerprint FROM migrations ORDER BY number");
    while (select->step())
        all.push_back({static_cast<int>(select->number(0).value_or(0)), std::string(select->text(1)),
                       std::string(select->text(2))});
    return all;
}

std::int64_t micros_now() {
    using namespace std::chrono;
    return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}

}  // namespace

std::vector<Migration> shipped_migrations(std::string_view folder) {
    std::vector<Migration> all;
    for (const std::string_view path : shipped_under(folder)) {
        Migration step;
        step.number = static_cast<int>(all.size()) + 1;
        const std::string_view file = path.substr(path.rfind('/') + 1);
        step.name = file.substr(0, file.rfind('.'));
        ensure(std::stoi(step.name) == step.number, "migrations are numbered from 1 without a gap");
        step.sql = *shipped(path);
        step.fingerprint = hex(Digest().add(step.sql).finish());
        all.push_back(std::move(step));
    }
    return all;
}

Result<std::vector<Migration>> lacking(Database& database, const std::string& place,
                                       std::string_view folder) {
    std::vector<Migration> steps = shipped_migrations(folder);
    const std::vector<Taken> taken = taken_by(database);
    if (taken.empty() && !database.is_empty())
        return Problem{Problem::Kind::unreadable,
                       {place, 0, 0, {}},
                       place + " is a database of another program. Name another file with --db."};
    if (taken.size() > steps.size())
        return Problem{Problem::Kind::conflict,
                       {place, 0, 0, {}},
                       place + " was written by a newer version of Footprint (step " + taken.back().name +
                           "). Install that version; this one must not write to it."};
    for (std::size_t i = 0; i < taken.size(); ++i) {
        if (taken[i].number == steps[i].number && taken[i].fingerprint == steps[i].fingerprint) continue;
        return Problem{Problem::Kind::conflict,
                       {place, 0, 0, {}},
                       place + " took another step " + taken[i].name +
                           " than this version of Footprint knows. Use the "
                           "version that wrote it, or a copy that 'footprint backup' made."};
    }
    steps.erase(steps.begin(), steps.begin() + static_cast<std::ptrdiff_t>(taken.size()));
    return steps;
}

void take(Database& database, const std::vector<Migration>& steps) {
    for (const Migration& step : steps) {
        database.execute(std::string(step.sql));
        const auto insert = database.prepare(
            "INSERT INTO migrations (number, name, fingerprint, taken_at) VALUES ($1, $2, $3, $4)");
        insert->bind(1, std::int64_t{step.number});
        insert->bind(2, std::string_view(step.name));
        insert->bind(3, std::string_view(step.fingerprint));
        insert->bind(4, micros_now());
        insert->execute();
    }
}

}  // namespace footprint::store
