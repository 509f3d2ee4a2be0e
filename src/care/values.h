// Reading and writing single values: the same everywhere a record is read or written.
//
// In      a column's text; which of the two styles it is in
// Out     the value; or the text of a value
// Errors  a sentence that says what is wrong and what to write instead; no place, which the caller knows
// Source  SSDA903 (dd/mm/yyyy, 0/1); docs/formats.md#trackers (yyyy-mm-dd or dd/mm/yyyy, yes/no)
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/ids.h"
#include "base/text.h"
#include "care/codes.h"
#include "care/short_text.h"

namespace footprint::care {

enum class Style { ssda903, own };

// What is wrong with a value, and what to write; nothing when it was read. A blank is never wrong.
struct ValueError {
    bool unknown_code = false;  // else it could not be read at all
    std::string message;
};
using Read = std::optional<ValueError>;

Read read_value(std::string_view written, Style style, std::string& into);
Read read_value(std::string_view written, Style style, std::optional<Day>& into);
Read read_value(std::string_view written, Style style, std::optional<bool>& into);
Read read_value(std::string_view written, Style style, std::optional<int>& into);
Read read_value(std::string_view written, Style style, std::optional<double>& into);
// 1 and 2 are read as M and F, as returns wrote them up to 2023/24.
Read read_value(std::string_view written, Style style, Sex& into);

ValueError not_a_code(std::string_view written, const CodeNames& codes);
ValueError too_long(std::string_view written, std::size_t limit);

template <IsCode Code>
Read read_value(std::string_view written, Style, Code& into) {
    if (const auto code = parse_code<Code>(written)) {
        into = *code;
        return std::nullopt;
    }
    return not_a_code(written, codes_of(Code{}));
}

// PN1;PN6
template <IsCode Code>
Read read_value(std::string_view written, Style style, std::vector<Code>& into) {
    into.clear();
    for (const auto part : split(written, ';')) {
        const auto code = trim(part);
        if (code.empty()) continue;
        Code one{};
        if (auto error = read_value(code, style, one)) return error;
        into.push_back(one);
    }
    return std::nullopt;
}

template <std::size_t N>
Read read_value(std::string_view written, Style, ShortText<N>& into) {
    if (!ShortText<N>::fits(written)) return too_long(written, N);
    into.assign(written);
    return std::nullopt;
}

template <class Of>
Read read_value(std::string_view written, Style style, Id<Of>& into) {
    return read_value(written, style, into.text);
}

std::string print_value(const std::string& value, Style style);
std::string print_value(const std::optional<Day>& value, Style style);
std::string print_value(const std::optional<bool>& value, Style style);
std::string print_value(const std::optional<int>& value, Style style);
std::string print_value(const std::optional<double>& value, Style style);

template <IsCode Code>
std::string print_value(const Code& value, Style) {
    return std::string(printed(value));
}
template <IsCode Code>
std::string print_value(const std::vector<Code>& value, Style) {
    std::string out;
    for (const Code one : value) {
        if (!out.empty()) out += ';';
        out += printed(one);
    }
    return out;
}
template <std::size_t N>
std::string print_value(const ShortText<N>& value, Style) {
    return std::string(value.view());
}
template <class Of>
std::string print_value(const Id<Of>& value, Style) {
    return value.text;
}

}  // namespace footprint::care
