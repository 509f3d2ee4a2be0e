#include "tidy/scan.h"

#include <algorithm>
#include <cctype>

namespace footprint::tidy {

namespace {

bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0) text.remove_prefix(1);
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0) text.remove_suffix(1);
    return text;
}

std::size_t indent_of(std::string_view line) {
    const std::size_t at = line.find_first_not_of(' ');
    return at == std::string_view::npos ? line.size() : at;
}

enum class Part : unsigned char { code, comment, string };

// What each byte of the source belongs to. The quotes of a string are code, so that "" is still seen as a string.
std::vector<Part> parts_of(std::string_view source) {
    std::vector<Part> parts(source.size(), Part::code);
    const auto mark = [&](std::size_t from, std::size_t until, Part part) {
        until = std::min(until, source.size());
        std::fill(parts.begin() + static_cast<std::ptrdiff_t>(std::min(from, until)),
                  parts.begin() + static_cast<std::ptrdiff_t>(until), part);
        return until;
    };
    const auto past = [&](std::string_view what, std::size_t from) {
        const std::size_t at = source.find(what, from);
        return at == std::string_view::npos ? source.size() : at;
    };
    for (std::size_t i = 0; i < source.size();) {
        const std::string_view rest = source.substr(i);
        if (rest.starts_with("//")) {
            i = mark(i, past("\n", i), Part::comment);
        } else if (rest.starts_with("/*")) {
            i = mark(i, past("*/", i + 2) + 2, Part::comment);
        } else if (rest.starts_with("R\"") && (i == 0 || !is_word(source[i - 1]))) {
            const std::string end = ")" + std::string(rest.substr(2, past("(", i) - i - 2)) + "\"";
            i = mark(i + 2, past(end, i) + end.size() - 1, Part::string) + 1;
        } else if (rest.front() == '"' || (rest.front() == '\'' && (i == 0 || !is_word(source[i - 1])))) {
            std::size_t end = i + 1;
            while (end < source.size() && source[end] != rest.front() && source[end] != '\n')
                end += source[end] == '\\' ? 2 : 1;
            i = mark(i + 1, end, Part::string) + 1;
        } else {
            ++i;
        }
    }
    return parts;
}

std::string only(std::string_view source, Part wanted) {
    const std::vector<Part> parts = parts_of(source);
    std::string text(source);
    for (std::size_t i = 0; i < text.size(); ++i)
        if (parts[i] != wanted && text[i] != '\n') text[i] = ' ';
    return text;
}

}  // namespace

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.push_back(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return lines;
}

std::string code_only(std::string_view source) {
    return only(source, Part::code);
}

std::string comments_only(std::string_view source) {
    return only(source, Part::comment);
}

std::vector<Include> includes_of(std::string_view source) {
    std::vector<Include> includes;
    const std::vector<Part> parts = parts_of(source);
    const auto lines = lines_of(source);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::string_view line = trimmed(lines[i]);
        if (!line.starts_with("#") || parts[static_cast<std::size_t>(line.data() - source.data())] != Part::code)
            continue;
        line = trimmed(line.substr(1));
        if (!line.starts_with("include")) continue;
        line = trimmed(line.substr(7));
        if (line.size() < 3) continue;
        const bool quoted = line.front() == '"';
        const std::size_t end = line.find(quoted ? '"' : '>', 1);
        includes.push_back({std::string(line.substr(1, end - 1)), quoted, static_cast<int>(i) + 1});
    }
    return includes;
}

std::vector<Seen> identifiers_of(std::string_view source) {
    const std::string code = code_only(source);
    std::vector<Seen> seen;
    int line = 1;
    for (std::size_t i = 0; i < code.size();) {
        if (code[i] == '\n') ++line;
        std::size_t end = i;
        while (end < code.size() && is_word(code[end])) ++end;
        if (end > i && std::isdigit(static_cast<unsigned char>(code[i])) == 0)
            seen.push_back({code.substr(i, end - i), line});
        i = std::max(end, i + 1);
    }
    return seen;
}

}  // namespace footprint::tidy
