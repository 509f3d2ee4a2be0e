// JSON that came from elsewhere, as a tree to look things up in.
//
// In      JSON text
// Out     a value with its members and items
// Errors  std::nullopt for what is no JSON, nests deeper than 16, has more than 20,000 values or
//         300 members in one object, or names a member twice: two readers must never see two different
//         things in one text
// Source  RFC 8259
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace footprint::exchange {

struct JsonMember;

struct JsonTree {
    enum class Kind { null, truth, number, text, list, object };
    Kind kind = Kind::null;
    bool truth = false;
    double number = 0;
    std::string text;
    std::vector<JsonTree> items;
    std::vector<JsonMember> members;

    // nullptr where there is none, or this is no object
    const JsonTree* member(std::string_view name) const;
    // The member if it is text; std::nullopt where it is missing or anything else.
    std::optional<std::string_view> text_of(std::string_view name) const;
    std::optional<double> number_of(std::string_view name) const;
    bool is_true(std::string_view name) const;
    // Whether the member is a list that holds this text.
    bool lists(std::string_view name, std::string_view wanted) const;
};

struct JsonMember {
    std::string name;
    JsonTree value;
};

std::optional<JsonTree> parse_json(std::string_view text);

}  // namespace footprint::exchange
