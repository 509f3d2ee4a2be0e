// Reads C++ sources, pages and TOML as far as the code's own rules need it: includes, words, lengths, links.
//
// In      the text of one file
// Out     what stands in it, each with its line
// Units   lines, from 1
// Errors  none: a text that is no C++ yields what can be seen in it
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace footprint::tidy {

// Something found, and where.
struct Seen {
    std::string text;
    int line = 0;
    bool operator==(const Seen&) const = default;
};

struct Include {
    std::string path;
    bool quoted = false;  // "..." is ours, <...> is a library's
    int line = 0;
};

struct FunctionSeen {
    std::string name;  // its first line, trimmed
    int line = 0;
    int lines = 0;
};

std::vector<std::string_view> lines_of(std::string_view text);

// Comments and the contents of strings turned into blanks, lines kept: what is left is code.
std::string code_only(std::string_view source);
// Only the comments are left, lines kept.
std::string comments_only(std::string_view source);
// Only the contents of strings are left, lines kept; what is included is none.
std::string strings_only(std::string_view source);

std::vector<Include> includes_of(std::string_view source);

// Whole identifiers of the code.
std::vector<Seen> identifiers_of(std::string_view source);

// Functions by their braces: what stands before an opening brace says what it opens. Namespaces, types and
// enumerations are none; a lambda belongs to the function that it stands in.
std::vector<FunctionSeen> functions_of(std::string_view source);

// The head comment: the comment lines with which the file begins.
std::vector<std::string_view> head_comment_of(std::string_view source);
// What is wrong with it; empty where it is well.
std::string fault_of_head_comment(std::string_view source);

// Targets of [text](target) and ![text](target) outside of code.
std::vector<Seen> links_of(std::string_view page);
// Headings of a page as others link to them: "In ten lines" is "in-ten-lines".
std::vector<std::string> anchors_of(std::string_view page);
// Words between back-ticks, outside of blocks of code; a span may go on in the next line.
std::vector<Seen> code_spans_of(std::string_view page);

// Names of the functions that a header declares and that begin a line with the type.
std::vector<std::string> functions_declared(std::string_view header, std::string_view type);

}  // namespace footprint::tidy
