// How a record describes its own columns, once, for everything that reads, writes, compares or keeps it.
//
// In      a record type with `table` (its name) and `fields` (its columns, in the order of the file)
// Out     each column's name, the member that holds it, what kind of value it is, whether it is part of
//         the key
// Errors  a record without a description does not compile
// Source  docs/decisions/records_described_once.md
#pragma once

#include <string>
#include <string_view>
#include <tuple>

namespace footprint::care {

// Which codes a text column may hold, where they are the profile's and not an enumeration.
enum class WordList { none, late_reason, brought_forward_reason, stood_down_reason };

template <class Record, class Value>
struct Field {
    std::string_view name;
    Value Record::*member;
    bool key = false;
    bool required = false;  // a blank is a Problem
    WordList words = WordList::none;
    bool names_children = false;  // text with the ids of children, whose row it is not
};

template <class Record, class Value>
constexpr Field<Record, Value> key(std::string_view name, Value Record::*member) {
    return {name, member, true, true};
}
template <class Record, class Value>
constexpr Field<Record, Value> required(std::string_view name, Value Record::*member) {
    return {name, member, false, true};
}
template <class Record, class Value>
constexpr Field<Record, Value> field(std::string_view name, Value Record::*member,
                                     WordList words = WordList::none) {
    return {name, member, false, false, words};
}

template <class Record>
constexpr Field<Record, std::string> names_children(std::string_view name, std::string Record::*member) {
    return {name, member, false, false, WordList::none, true};
}

// Specialised beside each record: `static constexpr std::string_view table`, `static constexpr auto fields`.
template <class Record>
struct Describe;

template <class Record, class Visit>
constexpr void for_each_field(Visit&& visit) {
    std::apply([&](const auto&... each) { (visit(each), ...); }, Describe<Record>::fields);
}

}  // namespace footprint::care
