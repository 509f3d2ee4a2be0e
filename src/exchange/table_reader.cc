#include "exchange/table_reader.h"

#include <algorithm>

namespace footprint::exchange {

std::optional<std::string> wrong_word(const practice::Profile& profile, care::WordList list,
                                      std::string_view word) {
    const auto& known = list == care::WordList::late_reason              ? profile.late_reasons
                        : list == care::WordList::brought_forward_reason ? profile.brought_forward_reasons
                                                                         : profile.stood_down_reasons;
    if (practice::has_code(known, word)) return std::nullopt;
    std::vector<std::string> codes;
    for (const practice::Choice& choice : known) codes.push_back(choice.code);
    return "'" + std::string(word.substr(0, 40)) +
           "' is not a code of the profile. Known: " + join(codes, ", ") + ".";
}

std::optional<std::string> wrong_child_id(std::string_view id) {
    constexpr std::size_t longest = 20;
    if (id.size() > longest)
        return "'" + std::string(id.substr(0, 40)) + "' is longer than 20 characters. Use the return's id.";
    const bool plain = std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
               c == '_' || c == '/' || c == '.';
    });
    if (plain) return std::nullopt;
    return "'" + std::string(id) + "' is no id. Use letters, digits, '-', '_', '/' and '.' only.";
}

}  // namespace footprint::exchange
