// A database of its own for every test, and records to put into it.
//
// In      a kind of database
// Out     its address, a way round the store for tampering, records of invented children
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>

#include "store/files.h"
#include "store/migrations.h"
#include "store/postgres_place.h"
#include "store/sqlite_place.h"
#include "store/store.h"

namespace footprint::store::tests {

struct PlaceKind {
    std::string name;
    std::function<std::unique_ptr<Place>()> make;
};

inline const PlaceKind sqlite{"sqlite", [] { return std::make_unique<SqlitePlace>(); }};
inline const PlaceKind empty_postgres{"empty_postgres",
                                      [] { return std::make_unique<EmptyPostgresPlace>(); }};
inline const PlaceKind postgres{"postgres", [] { return std::make_unique<PostgresPlace>(); }};

inline const std::string code = "E06999001";
inline const Author author{"Test Manager"};

// The n-th second of a day long ago, so that tests do not depend on a clock.
inline Moment at(int second) {
    return {std::int64_t{1'700'000'000'000'000} + std::int64_t{second} * 1'000'000};
}

template <class T>
T value_of(Result<T> result) {
    if (!result) {
        ADD_FAILURE() << printed(result.problems());
        throw std::runtime_error("no value");
    }
    return std::move(result).value();
}

inline std::unique_ptr<Store> opened(const Place& place, OpenMode mode = OpenMode::create) {
    return value_of(Store::open(place.url(), mode));
}

inline std::unique_ptr<Store> with_authority(const Place& place) {
    auto store = opened(place);
    value_of(store->create_authority({code, "Invented Borough", "standard", std::nullopt}, author, at(0)));
    return store;
}

// The steps of a database, all or those after the first.
inline std::vector<std::string> steps_of(const std::string& database, std::size_t from = 0) {
    std::vector<std::string> names;
    for (const auto& step : shipped_migrations("src/store/migrations/" + database))
        names.push_back(step.name);
    return {names.begin() + static_cast<std::ptrdiff_t>(from), names.end()};
}

// Some children with an episode and a review each.
inline care::Records some_records(int children, const std::string& prefix = "TEST") {
    care::Records records;
    for (int i = 0; i < children; ++i) {
        care::Child child;
        child.id = prefix + std::to_string(1000 + i);
        child.born_on = day_of(2012, 2, 29) + i;
        child.sex = care::Sex::F;
        records.children.push_back(child);
        const care::ChildNumber number{static_cast<std::uint32_t>(i)};
        care::Episode episode;
        episode.child = number;
        episode.began_on = day_of(2024, 4, 1) + i;
        episode.legal_status = care::LegalStatus::C2;
        episode.placement_postcode = care::Postcode("ZZ1 1ZZ");
        records.episodes.add(episode);
        records.returned_reviews.add(
            {number, child.born_on, *episode.began_on + 20, care::Participation::PN1});
        care::ReviewDetails details;
        details.review.text = prefix + "R" + std::to_string(1000 + i);
        details.child = number;
        details.held_on = *episode.began_on + 20;
        details.participation = {care::Participation::PN1, care::Participation::PN6};
        details.child_seen = true;
        records.review_details.add(details);
    }
    records.settle();
    return records;
}

class StoreContract : public testing::TestWithParam<PlaceKind> {
  protected:
    std::unique_ptr<Place> place = GetParam().make();
    std::unique_ptr<Store> store = with_authority(*place);

    Applied apply(const care::Records& records, int second, const std::string& why = "import") {
        return value_of(store->apply(code, records, author, why, at(second)));
    }
    care::Records load(Moment known_at = end_of_time) { return value_of(store->load(code, known_at)); }
    void expect_whole() {
        const Problems found = store->verify();
        EXPECT_TRUE(found.empty()) << printed(found);
    }
};

// The suite runs on every kind of database.
#define ON_EVERY_DATABASE(Suite)                                           \
    INSTANTIATE_TEST_SUITE_P(On, Suite, testing::Values(sqlite, postgres), \
                             [](const testing::TestParamInfo<PlaceKind>& kind) { return kind.param.name; })

}  // namespace footprint::store::tests
