// The tables of returns, a set a year, before they are laid over each other.
//
// In      rows as they were read, with their origins
// Out     each table of a set, for what is done with all alike
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/year.h"
#include "care/records.h"
#include "exchange/table_reader.h"

namespace footprint::exchange {

// The tables of one year's return.
struct ReturnTables {
    std::string name;
    std::string folder;
    std::vector<std::string> files;
    std::optional<Year> year;
    ReadTable<care::Child> children;
    ReadTable<care::Episode> episodes;
    ReadTable<care::ReturnedReview> reviews;
    ReadTable<care::Uasc> uasc;
    ReadTable<care::HealthOfYear> health;
    ReadTable<care::CareLeaver> care_leavers;
    ReadTable<care::Adoption> adoptions;
    ReadTable<care::AdoptionDecision> adoption_decisions;
    ReadTable<care::EarlierPermanence> earlier_permanence;
    ReadTable<care::MissingEpisode> missing;
    ReadTable<care::WorkerEpisode> worker_episodes;
    ReadTable<care::DeprivationOfLiberty> deprivations;
    bool sex_as_number = false;
    bool sex_as_letter = false;
};

template <class Tables, class Visit>
void each_return_table(Tables& tables, Visit&& visit) {
    visit(tables.episodes);
    visit(tables.reviews);
    visit(tables.uasc);
    visit(tables.health);
    visit(tables.care_leavers);
    visit(tables.adoptions);
    visit(tables.adoption_decisions);
    visit(tables.earlier_permanence);
    visit(tables.missing);
    visit(tables.worker_episodes);
    visit(tables.deprivations);
}

template <class Row>
struct RowOf;
template <class Row>
struct RowOf<ReadTable<Row>> {
    using Type = Row;
};

}  // namespace footprint::exchange
