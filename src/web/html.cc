#include "web/html.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace footprint::web {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

constexpr std::string_view escaped(unsigned char c) {
    switch (c) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '"':
            return "&quot;";
        case '\'':
            return "&#39;";
        default:
            return c < 0x20 && c != '\t' && c != '\n' && c != '\r' ? replacement : std::string_view();
    }
}

// Looked up for every byte of every page: what a byte becomes, empty where it stays as it is.
constexpr auto instead_of = [] {
    std::array<std::string_view, 256> table{};
    for (std::size_t c = 0; c < table.size(); ++c) table[c] = escaped(static_cast<unsigned char>(c));
    return table;
}();

// ASCII that is put in unchanged.
constexpr auto stays_as_it_is = [] {
    std::array<bool, 256> table{};
    for (std::size_t c = 0; c < 0x80; ++c) table[c] = instead_of[c].empty();
    return table;
}();

}  // namespace

void Html::append_escaped(std::string_view text) {
    // Most texts are plain words, whose bytes need no second look.
    if (std::all_of(text.begin(), text.end(),
                    [](char c) { return stays_as_it_is[static_cast<unsigned char>(c)]; })) {
        out_ += text;
        return;
    }
    if (!is_valid_utf8(text)) {
        out_ += replacement;
        return;
    }
    std::size_t plain = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view instead = instead_of[static_cast<unsigned char>(text[i])];
        if (instead.empty()) continue;
        out_ += text.substr(plain, i - plain);
        out_ += instead;
        plain = i + 1;
    }
    out_ += text.substr(plain);
}

}  // namespace footprint::web
