#include "practice/wording.h"

#include "base/text.h"

namespace footprint::practice {

std::string Word::counted(std::int64_t number) const {
    return footprint::counted(number, one, many);
}

std::string at_the_beginning(std::string text) {
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 32);
    return text;
}

}  // namespace footprint::practice
