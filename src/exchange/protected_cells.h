// Which cells of an export are protected from being run by a spreadsheet: those that hold what somebody
// typed.
//
// In      a kind of value
// Out     whether it holds whatever somebody typed; other kinds are written as this program writes them
// Errors  none
// Source  docs/decisions/csv_and_spreadsheets.md
#pragma once

#include <string>
#include <type_traits>

#include "base/ids.h"
#include "care/child.h"
#include "care/short_text.h"

namespace footprint::exchange {

template <class Value>
constexpr bool is_typed = std::is_same_v<Value, std::string> || std::is_same_v<Value, care::ChildNumber>;
template <std::size_t N>
constexpr bool is_typed<care::ShortText<N>> = true;
template <class Of>
constexpr bool is_typed<Id<Of>> = true;

}  // namespace footprint::exchange
