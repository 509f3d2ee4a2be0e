// The records that are measured: invented, the same on every machine, made once for each size.
//
// In      children looked after at the end, years, authorities
// Out     records and what every figure needs besides them
// Errors  what is shipped and cannot be read ends the program
#pragma once

#include <string>
#include <vector>

#include "care/records.h"
#include "casework/snapshot.h"

namespace footprint::bench {

inline constexpr Day today = Day::from_count(20'543);  // 31 March 2026
inline constexpr Year measured_year{2024};             // 1 April 2024 to 31 March 2025

const casework::Ground& ground();

// Each authority's records. They stay in memory until another size is asked for.
const std::vector<care::Records>& invented(int looked_after, int years, int authorities);

// From here on each round has the memory of the round before: what is measured is our work, and not how the
// system hands out pages, which it does for large tables again at every round and for small ones never.
void keep_memory();

std::size_t children_in(const std::vector<care::Records>& records);

// What the program holds in memory now: where only records were invented, theirs.
std::size_t bytes_held();

// Writes them as files into a folder of their own, removed at the end of the program.
std::string invented_files(int looked_after, int years);

}  // namespace footprint::bench
