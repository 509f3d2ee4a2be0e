#include "base/common_words.h"

namespace footprint {

std::string in_common_words(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    for (const char sign : text)
        if (sign != '{' && sign != '}') plain += sign;
    return plain;
}

}  // namespace footprint
