#include "care/values.h"

#include <charconv>

#include "base/text.h"

namespace footprint::care {

namespace {

constexpr std::size_t longest_text = 100'000;

std::string quoted(std::string_view written) {
    constexpr std::size_t shown = 40;
    if (written.size() <= shown) return "'" + std::string(written) + "'";
    return "'" + std::string(written.substr(0, shown)) + "...'";
}

ValueError unreadable(std::string message) {
    return {false, std::move(message)};
}

}  // namespace

ValueError not_a_code(std::string_view written, const CodeNames& codes) {
    std::vector<std::string> known;
    for (std::size_t i = 1; i < codes.size; ++i) known.emplace_back(codes.names[i]);
    return {true, quoted(written) + " is not a code of " + std::string(codes.set) +
                      ". Known: " + join(known, ", ") + "."};
}

ValueError too_long(std::string_view written, std::size_t limit) {
    return unreadable(quoted(written) + " is longer than " + std::to_string(limit) +
                      " characters. Shorten it.");
}

Read read_value(std::string_view written, Style, std::string& into) {
    if (written.size() > longest_text) return too_long(written, longest_text);
    into.assign(written);
    return std::nullopt;
}

Read read_value(std::string_view written, Style style, std::optional<Day>& into) {
    into.reset();
    if (written.empty()) return std::nullopt;
    into = style == Style::ssda903 ? parse_uk_day(written) : parse_day(written);
    if (into) return std::nullopt;
    return unreadable(quoted(written) + (style == Style::ssda903
                                             ? " is not a day. Write it as dd/mm/yyyy."
                                             : " is not a day. Write it as yyyy-mm-dd or dd/mm/yyyy."));
}

Read read_value(std::string_view written, Style style, std::optional<bool>& into) {
    into.reset();
    if (written.empty()) return std::nullopt;
    if (style == Style::ssda903) {
        if (written == "1" || written == "1.0") into = true;
        if (written == "0" || written == "0.0") into = false;
        if (into) return std::nullopt;
        return unreadable(quoted(written) + " is not 0 or 1.");
    }
    if (same_code(written, "YES")) into = true;
    if (same_code(written, "NO")) into = false;
    if (into) return std::nullopt;
    return unreadable(quoted(written) + " is not yes or no.");
}

Read read_value(std::string_view written, Style, std::optional<int>& into) {
    into.reset();
    if (written.empty()) return std::nullopt;
    std::string_view digits = written;
    if (digits.ends_with(".0")) digits.remove_suffix(2);
    int number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error == std::errc() && end == digits.data() + digits.size()) {
        into = number;
        return std::nullopt;
    }
    return unreadable(quoted(written) + " is not a whole number.");
}

Read read_value(std::string_view written, Style, std::optional<double>& into) {
    into.reset();
    if (written.empty()) return std::nullopt;
    double number = 0;
    const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), number);
    if (error == std::errc() && end == written.data() + written.size() && number == number && number < 1e15 &&
        number > -1e15) {
        into = number;
        return std::nullopt;
    }
    return unreadable(quoted(written) + " is not a number.");
}

Read read_value(std::string_view written, Style, Sex& into) {
    if (written == "1" || written == "1.0") {
        into = Sex::M;
    } else if (written == "2" || written == "2.0") {
        into = Sex::F;
    } else if (const auto code = parse_code<Sex>(written)) {
        into = *code;
    } else {
        return not_a_code(written, Sex_codes);
    }
    return std::nullopt;
}

std::string print_value(const std::string& value, Style) {
    return value;
}

std::string print_value(const std::optional<Day>& value, Style style) {
    if (!value) return {};
    return style == Style::ssda903 ? uk(*value) : iso(*value);
}

std::string print_value(const std::optional<bool>& value, Style style) {
    if (!value) return {};
    if (style == Style::ssda903) return *value ? "1" : "0";
    return *value ? "yes" : "no";
}

std::string print_value(const std::optional<int>& value, Style) {
    return value ? std::to_string(*value) : std::string();
}

std::string print_value(const std::optional<double>& value, Style) {
    if (!value) return {};
    std::array<char, 32> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), *value);
    return {buffer.data(), end};
}

}  // namespace footprint::care
