#include "practice/own_words.h"

namespace footprint::practice {

namespace {

const std::string* find_word(const Wording& words, std::string_view common) {
    struct Common {
        std::string_view one;
        std::string_view many;
        Word Wording::*word;
    };
    constexpr Common all[] = {{"IRO", "IROs", &Wording::iro},
                              {"review", "reviews", &Wording::review},
                              {"decision", "decisions", &Wording::decision},
                              {"midway check", "midway checks", &Wording::midway},
                              {"record of the review", "records of reviews", &Wording::record},
                              {"social worker", "social workers", &Wording::social_worker}};
    for (const Common& entry : all) {
        if (common == entry.one) return &(words.*entry.word).one;
        if (common == entry.many) return &(words.*entry.word).many;
    }
    return nullptr;
}

std::string own_word(const Wording& words, std::string_view common) {
    if (const std::string* const word = find_word(words, common)) return *word;
    std::string small(common);
    if (!small.empty() && small.front() >= 'A' && small.front() <= 'Z')
        small.front() = static_cast<char>(small.front() + 32);
    const std::string* const word = find_word(words, small);
    return word == nullptr ? std::string(common) : at_the_beginning(*word);
}

}  // namespace

std::string in_own_words(std::string_view text, const Wording& words) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t opens = text.find('{', at);
        const std::size_t closes = opens == text.npos ? text.npos : text.find('}', opens);
        if (closes == text.npos) return out.append(text.substr(at));
        out.append(text.substr(at, opens - at));
        out += own_word(words, text.substr(opens + 1, closes - opens - 1));
        at = closes + 1;
    }
    return out;
}

const std::vector<Choice>* find_list(const Profile& profile, std::string_view name) {
    if (name == "themes") return &profile.themes;
    if (name == "late_reasons") return &profile.late_reasons;
    if (name == "brought_forward_reasons") return &profile.brought_forward_reasons;
    if (name == "stood_down_reasons") return &profile.stood_down_reasons;
    if (name == "outcomes") return &profile.outcomes;
    if (name == "parties") return &profile.parties;
    if (name == "means") return &profile.means;
    if (name == "roles") return &profile.roles;
    return nullptr;
}

}  // namespace footprint::practice
