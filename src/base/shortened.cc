#include "base/shortened.h"

#include "base/text.h"

namespace footprint {

std::string shortened(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return std::string(text);
    std::size_t end = text.substr(0, bytes + 1).rfind(' ');
    if (end == std::string_view::npos) {
        end = bytes;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    }
    return std::string(trim(text.substr(0, end))) + "…";
}

}  // namespace footprint
