// A square of light and dark that a telephone's camera reads (QR code), as a drawing.
//
// In      what it says to those who cannot see it; a text of at most some two thousand bytes
// Out     SVG
// Errors  a text that is too long: nothing is drawn
// Source  ISO/IEC 18004, as libqrencode has it
#pragma once

#include <string>
#include <string_view>

#include "web/html.h"

namespace footprint::web {

Html square_code(std::string_view name, const std::string& text);

}  // namespace footprint::web
