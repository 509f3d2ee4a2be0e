// An authority that does not exist, with children who do not exist, as plausible as published figures allow.
//
// In      how many children, years and authorities; a seed; today; working days
// Out     one authority's records, the same for the same options on every machine; where its postcodes lie
// Units   children looked after at the end, in a mean authority
// Errors  options that make no sense are a Problem of wrong_use_in(); invent() requires that there is none
// Source  docs/invented_authority.md; codes/invented_marginals.csv
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/working_days.h"
#include "care/places.h"
#include "care/records.h"

namespace footprint::exchange {

struct InventedOptions {
    int children = 400;  // looked after at the end; several authorities share out so many each in proportion
                         // to real ones
    int years = 5;       // full years of the returns before the one in which as_at lies
    int authorities = 1;
    std::uint64_t seed = 1;
    int faults = 10;  // of 1,000 children, how many have a fault in their data
    Day as_at;
};

inline constexpr int most_invented_children = 200'000;
inline constexpr int most_invented_authorities = 153;

std::optional<Problem> wrong_use_in(const InventedOptions& options);

// Children looked after at the end in the n-th authority, from 0.
int invented_size(const InventedOptions& options, int authority_number);
// A code in the form of the Office for National Statistics that it has not given out: E06999001, E06999002,
// ...
std::string invented_code(int authority_number);
// Where the postcodes of the authority of that code lie: those about its middle in its own area, all others
// in the real one. The code alone says where it lies. Empty for a code that is of no invented authority.
care::FindPlace invented_places(std::string_view code);

// REQUIRES: no wrong use; 0 <= authority_number < options.authorities
care::Records invent(const InventedOptions& options, int authority_number, const WorkingDays& calendar);

}  // namespace footprint::exchange
