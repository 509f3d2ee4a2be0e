// The people of an invented service: officers who come and go, and which child is whose.
//
// In      every stay of every child, in the order in which children entered
// Out     officers, absences, allocations; who was there for a child on a day
// Units   a caseload counts children for each full-time post
// Errors  none
// Source  the IRO Handbook 2010, 7.15 (50 to 70 children a full-time post); docs/invented_authority.md
#pragma once

#include <string_view>
#include <vector>

#include "base/working_days.h"
#include "care/officer.h"
#include "care/return_rows.h"
#include "exchange/invented/allocations.h"
#include "exchange/invented/history.h"

namespace footprint::exchange::invented {

class Service {
  public:
    Service(const Surroundings& around, const std::vector<InventedChild>& children,
            const WorkingDays& calendar);

    // Every officer that there ever was; absences up to today.
    std::vector<care::Officer> officers;
    std::vector<care::Absence> absences;
    // For each child, its allocations in order of time.
    std::vector<std::vector<care::Allocation>> allocations;

    // Who chaired for the child on that day: the allocated officer, or whoever stood in.
    const Id<care::Officer>& chair(std::size_t child, Day on) const;
    // The child's social workers, for the years of which returns tell.
    std::vector<care::WorkerEpisode> worker_episodes(const InventedChild& child,
                                                     care::ChildNumber number) const;

  private:
    struct Holder {  // who holds a social worker's post, and until when
        Day from;
        Day until;
        std::string worker;
    };
    void add_officers(const Surroundings& around, const std::vector<PostHolder>& posts);
    void add_others(const Surroundings& around, std::size_t posts, Day first);
    void add_social_workers(const Surroundings& around, std::size_t posts);
    void draw_absences(const Surroundings& around, const std::vector<PostHolder>& posts);
    void add_stay_of_worker(const Stay& stay, const InventedChild& child, care::ChildNumber number, Day from,
                            std::vector<care::WorkerEpisode>& out) const;
    const Holder& holder(std::size_t post, Day on) const;

    Day as_at_;
    std::vector<std::vector<int>> allocated_;  // for each allocation, the officer's place in `officers`
    std::vector<std::vector<std::size_t>> absences_of_;        // for each officer, places in `absences`
    std::vector<std::vector<Holder>> posts_;                   // of social workers
    std::vector<std::pair<Day, Id<care::Officer>>> managers_;  // from which day, in order
    const Id<care::Officer>& manager(Day on) const;
};

// An officer as a row: invented name, registration and checks. `number` counts within the role.
care::Officer draw_officer(const Surroundings& around, care::Role role, std::string_view id_begins,
                           int number, Day started, Day ended, Draw& draw);

}  // namespace footprint::exchange::invented
