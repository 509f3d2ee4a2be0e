#include "web/html.h"

#include "base/text.h"

namespace footprint::web {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

std::string_view escaped(char c) {
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
            return {};
    }
}

}  // namespace

void Html::append_escaped(std::string_view text) {
    if (!is_valid_utf8(text)) {
        out_ += replacement;
        return;
    }
    std::size_t plain = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool control = byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r';
        const std::string_view instead = control ? replacement : escaped(text[i]);
        if (instead.empty()) continue;
        out_ += text.substr(plain, i - plain);
        out_ += instead;
        plain = i + 1;
    }
    out_ += text.substr(plain);
}

}  // namespace footprint::web
