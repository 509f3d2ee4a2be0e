// The postcodes of the country as a compact sorted table: where each lies, and in which authority.
//
// In      the file of the Office for National Statistics (pcd,easting,northing,laua), plain or gzip;
//         beside it, if it is there, ltla_to_utla_2021.json, which leads from lower to upper tier
// Out     a function from a postcode to its place; well under a microsecond a call
// Units   metres on the national grid
// Errors  a file that is no such table: a Problem with its line
// Source  ONS Postcode Directory (Open Government Licence); docs/formats.md#postcodes
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

#include "base/result.h"
#include "care/places.h"

namespace footprint::exchange {

// The letters and digits of a postcode in any spelling, in the upper seven bytes; 0 for what is none.
std::uint64_t postcode_key(std::string_view postcode);

// Reads the file once and writes the table beside the caches of the machine's user (or the folder given);
// after that the table is mapped, and shared by every process.
Result<care::FindPlace> open_postcodes(const std::filesystem::path& file,
                                       const std::filesystem::path& cache_folder = {});

}  // namespace footprint::exchange
