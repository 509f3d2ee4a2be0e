// A text that is too long for where it stands.
//
// In      a text in UTF-8; how many bytes of it there is room for
// Out     the text, or whole words of it and "…" behind them
// Errors  none
#pragma once

#include <string>
#include <string_view>

namespace footprint {

std::string shortened(std::string_view text, std::size_t bytes);

}  // namespace footprint
