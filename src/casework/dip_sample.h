// Which midway checks of a month a manager looks at to judge their quality: a few, that nobody chose.
//
// In      a picture of the records; a month
// Out     midways that were held in it, in the order of their days; the same for whoever asks and whenever,
//         while no midway of the month is added or taken away
// Errors  none
// Source  IRO Handbook 2.13-2.14 (the manager's oversight of the quality of the service)
#pragma once

#include <cstddef>
#include <vector>

#include "casework/snapshot.h"
#include "measures/time.h"

namespace footprint::casework {

struct DipSample {
    std::vector<const care::Midway*> chosen;
    std::size_t held = 0;    // in the month, of children who may be seen
    std::size_t judged = 0;  // of the chosen
};

// At most `size` of them, drawn by lots that say nothing of who held a midway or when.
std::vector<const care::Midway*> drawn(std::vector<const care::Midway*> midways, std::size_t size);

// At most `size`. MaySee(child): children of whom nothing is to be shown are not chosen.
template <class MaySee>
DipSample dip_sample(const Snapshot& snapshot, const measures::Time& month, std::size_t size,
                     MaySee&& may_see) {
    std::vector<const care::Midway*> held;
    for (const care::Midway& row : snapshot.records().midways.all())
        if (row.held_on && *row.held_on >= month.first && *row.held_on <= month.last &&
            may_see(row.child.value))
            held.push_back(&row);
    DipSample sample;
    sample.held = held.size();
    sample.chosen = drawn(std::move(held), size);
    for (const care::Midway* const row : sample.chosen)
        sample.judged += row->quality == care::MidwayQuality::not_recorded ? 0 : 1;
    return sample;
}

}  // namespace footprint::casework
