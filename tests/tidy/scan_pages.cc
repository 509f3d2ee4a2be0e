#include <algorithm>
#include <array>
#include <cctype>

#include "tidy/scan.h"

namespace footprint::tidy {

namespace {

constexpr std::array<std::string_view, 14> fields = {"In",      "Out", "Units", "Shape",  "Rows",
                                                     "Counts",  "Of",  "As at", "Errors", "Source",
                                                     "Address", "Who", "Shows", "Changes"};
constexpr std::size_t text_begins_at = 8;  // behind a field's name

bool begins_with_field(std::string_view line) {
    return std::any_of(fields.begin(), fields.end(), [&](std::string_view field) {
        return line.size() > text_begins_at && line[text_begins_at] != ' ' && line.starts_with(field) &&
               line.substr(field.size(), text_begins_at - field.size()).find_first_not_of(' ') ==
                   std::string_view::npos;
    });
}

// "went in Out     what came": a field that was swallowed by the line before it.
bool holds_a_field(std::string_view line) {
    for (const auto field : fields) {
        const std::string word = " " + std::string(field) + "  ";
        if (line.find(word) != std::string_view::npos && line.find(word) > 1) return true;
    }
    return false;
}

std::string fault_of_field_block(const std::vector<std::string_view>& block) {
    for (const auto line : block) {
        if (holds_a_field(line))
            return "'" + std::string(line) + "' holds a field that must begin its own line.";
        if (begins_with_field(line)) continue;
        if (!line.starts_with(std::string(text_begins_at, ' ')))
            return "'" + std::string(line) + "' must be set in by eight blanks: it goes on with a field.";
    }
    return {};
}

enum class Part : unsigned char { prose, span, block };

// Calls `take` with every character of a page, what it belongs to and its line. A span of code may go on in
// the next line, but not past an empty one; a back-tick comes as '\0', with what it begins.
template <class Take>
void walk_page(std::string_view page, Take take) {
    bool fenced = false;
    bool spanned = false;
    int number = 0;
    for (const auto line : lines_of(page)) {
        ++number;
        const bool fence = line.starts_with("```");
        if (fence) fenced = !fenced;
        if (fence || line.empty()) spanned = false;
        const bool block = fenced || fence || (line.starts_with("    ") && !spanned);
        for (const char c : line) {
            if (c == '`' && !block)
                spanned = !spanned;
            else
                take(c, block ? Part::block : spanned ? Part::span : Part::prose, number);
            if (c == '`' && !block) take('\0', spanned ? Part::span : Part::prose, number);
        }
        take('\n', block ? Part::block : spanned ? Part::span : Part::prose, number);
    }
}

// Text outside of blocks and spans of code, lines kept.
std::string prose_of(std::string_view page) {
    std::string prose;
    walk_page(page, [&](char c, Part part, int) {
        const bool kept = c == '\n' || (part == Part::prose && c != '\0');
        prose += kept ? c : ' ';
    });
    return prose;
}

}  // namespace

std::vector<std::string_view> head_comment_of(std::string_view source) {
    std::vector<std::string_view> comment;
    for (auto line : lines_of(source)) {
        if (!line.starts_with("//")) break;
        line.remove_prefix(2);
        if (line.starts_with(" ")) line.remove_prefix(1);
        comment.push_back(line);
    }
    return comment;
}

std::string fault_of_head_comment(std::string_view source) {
    const auto comment = head_comment_of(source);
    if (comment.empty()) return "It does not begin with a comment that says what it is.";
    std::vector<std::vector<std::string_view>> blocks(1);
    for (const auto line : comment) {
        if (line.empty()) {
            blocks.emplace_back();
        } else {
            blocks.back().push_back(line);
        }
    }
    if (blocks.front().empty() || !blocks.front().back().ends_with("."))
        return "Its first paragraph is no sentence.";
    bool fielded = false;
    for (const auto& block : blocks) {
        if (block.empty()) return "It has two empty lines together, or ends with one.";
        if (!begins_with_field(block.front())) continue;
        fielded = true;
        if (std::string fault = fault_of_field_block(block); !fault.empty()) return fault;
    }
    return fielded ? "" : "It does not say what goes in, what comes out, or what can go wrong.";
}

std::vector<Seen> links_of(std::string_view page) {
    std::vector<Seen> links;
    const std::string prose = prose_of(page);
    int line = 1;
    for (std::size_t i = 0; i + 1 < prose.size(); ++i) {
        if (prose[i] == '\n') ++line;
        if (prose[i] != ']' || prose[i + 1] != '(') continue;
        const std::size_t end = prose.find(')', i);
        if (end == std::string::npos) break;
        links.push_back({prose.substr(i + 2, end - i - 2), line});
    }
    return links;
}

std::vector<std::string> anchors_of(std::string_view page) {
    std::vector<std::string> anchors;
    bool fenced = false;
    for (auto line : lines_of(page)) {
        if (line.starts_with("```")) fenced = !fenced;
        if (fenced || !line.starts_with("#")) continue;
        const std::size_t text = line.find_first_not_of("# ");
        if (text == std::string_view::npos) continue;
        std::string anchor;
        for (const char c : line.substr(text)) {
            if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-')
                anchor += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
            if (c == ' ') anchor += '-';
        }
        anchors.push_back(anchor);
    }
    return anchors;
}

std::vector<Seen> code_spans_of(std::string_view page) {
    std::vector<Seen> spans;
    bool open = false;
    walk_page(page, [&](char c, Part part, int line) {
        if (c == '\0') {
            open = part == Part::span;
            if (open) spans.push_back({"", line});
        } else if (open && part == Part::span) {
            spans.back().text += c == '\n' ? ' ' : c;
        }
    });
    return spans;
}

std::vector<std::string> functions_declared(std::string_view header, std::string_view type) {
    std::vector<std::string> names;
    const std::string begin = std::string(type) + " ";
    const std::string code = code_only(header);
    for (auto line : lines_of(code)) {
        if (!line.starts_with(begin)) continue;
        line.remove_prefix(begin.size());
        const std::size_t paren = line.find('(');
        if (paren != std::string_view::npos) names.emplace_back(line.substr(0, paren));
    }
    return names;
}

}  // namespace footprint::tidy
