#include "practice/reading_age.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"

namespace footprint::practice {

namespace {

constexpr std::size_t fewest_words = 20;
constexpr std::size_t shown_letters = 120;
constexpr int youngest = 5;
constexpr int oldest = 20;

constexpr bool is_letter(char sign) {
    return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') || (sign & 0x80) != 0;
}
constexpr bool is_of_a_word(char sign) {
    return is_letter(sign) || (sign >= '0' && sign <= '9') || sign == '\'';
}
constexpr bool is_vowel(char sign) {
    return std::string_view("aeiouy").find(sign) != std::string_view::npos;
}

// A blank line, or an item of a list, ends a sentence as a full stop does; so does "?!" once.
bool ends_sentence(std::string_view text, std::size_t at) {
    if (text[at] == '\n') return true;
    if (std::string_view(".!?").find(text[at]) == std::string_view::npos) return false;
    return at + 1 == text.size() || !is_of_a_word(text[at + 1]);  // not within 3.5, nor e.g.
}

class Counting {
  public:
    explicit Counting(std::string_view text) : text_(text) {}

    Readability take() {
        for (std::size_t at = 0; at < text_.size(); ++at) {
            if (is_of_a_word(text_[at])) {
                at = end_of_word(at) - 1;
            } else if (ends_sentence(text_, at)) {
                end_sentence(at);
            }
        }
        end_sentence(text_.size());
        return std::move(made_);
    }

  private:
    std::size_t end_of_word(std::size_t begin) {
        std::size_t end = begin;
        while (end < text_.size() && is_of_a_word(text_[end])) ++end;
        if (words_ == 0) begin_ = begin;
        ++words_;
        made_.syllables += syllables_in(text_.substr(begin, end - begin));
        return end;
    }
    void end_sentence(std::size_t end) {
        if (words_ == 0) return;
        ++made_.sentences;
        made_.words += words_;
        if (words_ > made_.longest_words) {
            made_.longest_words = words_;
            made_.longest = shortened(text_.substr(begin_, end - begin_));
        }
        words_ = 0;
    }
    static std::string shortened(std::string_view sentence) {
        if (sentence.size() <= shown_letters) return std::string(sentence);
        std::size_t end = sentence.rfind(' ', shown_letters);
        if (end == std::string_view::npos) end = shown_letters;
        while (end > 0 && (static_cast<unsigned char>(sentence[end]) & 0xC0) == 0x80) --end;
        return std::string(sentence.substr(0, end)) + "...";
    }

    const std::string_view text_;
    std::size_t words_ = 0;
    std::size_t begin_ = 0;
    Readability made_;
};

// What is written at the end of a word and not spoken: "made", "makes", "looked"; but "table", "boxes",
// "wanted".
bool has_silent_end(std::string_view word) {
    const auto before = [&](std::size_t from_end) {
        return word.size() > from_end ? word[word.size() - 1 - from_end] : ' ';
    };
    if (word.ends_with("e")) return !(before(1) == 'l' && !is_vowel(before(2)));
    if (word.ends_with("ed")) return before(2) != 't' && before(2) != 'd';
    if (word.ends_with("es")) {
        const std::string_view hissing = "sxzcg";
        return hissing.find(before(2)) == std::string_view::npos && !word.ends_with("ches") &&
               !word.ends_with("shes") && !(before(2) == 'l' && !is_vowel(before(3)));
    }
    return false;
}

}  // namespace

std::size_t syllables_in(std::string_view word) {
    const std::string lower_case = lower(word);
    std::size_t groups = 0;
    bool in_group = false;
    for (const char sign : lower_case) {
        const bool is_in =
            is_vowel(sign) || (sign & 0x80) != 0;  // a letter with an accent is a vowel, mostly
        if (is_in && !in_group) ++groups;
        in_group = is_in;
    }
    if (groups > 1 && has_silent_end(lower_case)) --groups;
    return std::max<std::size_t>(groups, 1);
}

std::optional<int> Readability::age() const {
    if (words < fewest_words) return std::nullopt;
    const auto count = static_cast<double>(words);
    const double grade =
        0.39 * count / static_cast<double>(sentences) + 11.8 * static_cast<double>(syllables) / count - 15.59;
    return std::clamp(static_cast<int>(std::lround(grade)) + 5, youngest, oldest);
}

Readability readability_of(std::string_view text) {
    return Counting(text).take();
}

}  // namespace footprint::practice
