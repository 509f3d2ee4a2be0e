#include "tidy/scan.h"

#include <algorithm>
#include <cctype>

namespace footprint::tidy {

namespace {

bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0)
        text.remove_prefix(1);
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0) text.remove_suffix(1);
    return text;
}

enum class Part : unsigned char { code, comment, string };

// What each byte of the source belongs to. The quotes of a string are code, so that "" is still seen as a
// string.
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

std::string strings_only(std::string_view source) {
    std::string text = only(source, Part::string);
    for (const Include& include : includes_of(source)) {
        const std::string_view line = lines_of(text)[static_cast<std::size_t>(include.line) - 1];
        std::fill_n(text.begin() + (line.data() - text.data()), line.size(), ' ');
    }
    return text;
}

std::vector<Include> includes_of(std::string_view source) {
    std::vector<Include> includes;
    const std::vector<Part> parts = parts_of(source);
    const auto lines = lines_of(source);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::string_view line = trimmed(lines[i]);
        if (!line.starts_with("#") ||
            parts[static_cast<std::size_t>(line.data() - source.data())] != Part::code)
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

namespace {

// Directives and their continued lines turned into blanks.
std::string without_directives(std::string code) {
    bool continued = false;
    for (std::size_t at = 0; at < code.size();) {
        const std::size_t end = std::min(code.find('\n', at), code.size());
        const std::string_view line = trimmed(std::string_view(code).substr(at, end - at));
        const bool directive = continued || line.starts_with("#");
        continued = directive && line.ends_with("\\");
        if (directive)
            std::fill(code.begin() + static_cast<std::ptrdiff_t>(at),
                      code.begin() + static_cast<std::ptrdiff_t>(end), ' ');
        at = end + 1;
    }
    return code;
}

enum class Scope : unsigned char { outer, function, other };

// What a brace opens, by what stands before it since the last statement.
Scope scope_of(std::string_view head) {
    const auto begins_with_word = [&](std::string_view word) {
        return head.starts_with(word) && (head.size() == word.size() || !is_word(head[word.size()]));
    };
    while (begins_with_word("template") || begins_with_word("inline") || begins_with_word("export") ||
           begins_with_word("typedef")) {
        std::size_t end = head.find_first_of(" <");
        if (head.starts_with("template")) {
            int depth = 0;
            for (end = head.find('<'); end < head.size(); ++end) {
                depth += head[end] == '<' ? 1 : head[end] == '>' ? -1 : 0;
                if (depth == 0) break;
            }
            ++end;
        }
        if (end >= head.size()) break;
        head = trimmed(head.substr(end));
    }
    for (const auto word : {"namespace", "class", "struct", "union"})
        if (begins_with_word(word)) return Scope::outer;
    if (begins_with_word("enum")) return Scope::other;
    if (begins_with_word("extern") && head.find('(') == std::string_view::npos) return Scope::outer;
    if (head.find('(') == std::string_view::npos && head.find("= [") == std::string_view::npos)
        return Scope::other;
    int depth = 0;
    for (std::size_t i = 0; i < head.size(); ++i) {
        depth += head[i] == '(' ? 1 : head[i] == ')' ? -1 : 0;
        const bool assigns =
            depth == 0 && head.substr(i).starts_with(" = ") && !head.substr(i).starts_with(" = [");
        if (assigns && head.find("operator") == std::string_view::npos) return Scope::other;
    }
    return Scope::function;
}

// Walks over braces; a function's body is not looked into.
class FunctionWalk {
  public:
    explicit FunctionWalk(std::string code) : code_(std::move(code)) {}

    std::vector<FunctionSeen> walk() {
        for (; at_ < code_.size(); ++at_) step(code_[at_]);
        return std::move(found_);
    }

  private:
    void step(char c) {
        if (c == '\n') ++line_;
        if (c == '(') ++parens_;
        if (c == ')') --parens_;
        if (c == '{') return open();
        if (c == '}') return close();
        if (c == ';' && parens_ == 0 && !inside()) return start_anew();
        if (inside() || std::isspace(static_cast<unsigned char>(c)) != 0) return;
        if (head_from_ == npos) {
            head_from_ = at_;
            head_line_ = line_;
        }
        // "public:" and the like are no part of what comes after them.
        if (c == ':' && at_ + 1 < code_.size() && code_[at_ + 1] == '\n') {
            const std::string_view head =
                trimmed(std::string_view(code_).substr(head_from_, at_ - head_from_));
            if (head == "public" || head == "private" || head == "protected") start_anew();
        }
    }
    bool inside() const { return !scopes_.empty() && scopes_.back() != Scope::outer; }
    void start_anew() { head_from_ = npos; }
    std::string_view head() const {
        if (head_from_ == npos) return {};
        return trimmed(std::string_view(code_).substr(head_from_, at_ - head_from_));
    }

    void open() {
        if (inside() || parens_ > 0) {
            scopes_.push_back(Scope::other);
            return;
        }
        const Scope scope = scope_of(head());
        scopes_.push_back(scope);
        if (scope == Scope::function)
            found_.push_back({std::string(lines_of(head()).front()), head_line_, 0});
        if (scope == Scope::outer) start_anew();
    }
    void close() {
        if (scopes_.empty()) return;
        const Scope scope = scopes_.back();
        scopes_.pop_back();
        if (inside() || parens_ > 0) return;
        if (scope == Scope::function) {
            const std::size_t next = code_.find_first_not_of(" \n", at_ + 1);
            // A member that is begun with braces: the function is still to come.
            if (next != npos && (code_[next] == ',' || code_[next] == '{')) {
                found_.pop_back();
                return;
            }
            found_.back().lines = line_ - found_.back().line + 1;
        }
        if (scope != Scope::other) start_anew();
    }

    static constexpr std::size_t npos = std::string::npos;
    std::string code_;
    std::size_t at_ = 0;
    int line_ = 1;
    int parens_ = 0;
    std::size_t head_from_ = npos;
    int head_line_ = 0;
    std::vector<Scope> scopes_;
    std::vector<FunctionSeen> found_;
};

}  // namespace

std::vector<FunctionSeen> functions_of(std::string_view source) {
    return FunctionWalk(without_directives(code_only(source))).walk();
}

}  // namespace footprint::tidy
