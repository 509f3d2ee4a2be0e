#include "exchange/signed_in.h"

#include "base/text.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace footprint::exchange {

namespace {

constexpr std::size_t most_characters = 200;
constexpr std::size_t most_characters_of_a_subject = 255;
constexpr std::size_t most_roles = 50;

Problem fault(Problem::Kind kind, std::string message) {
    return {kind, {}, std::move(message)};
}

// REQUIRES: valid UTF-8 at `at`, which moves on
std::uint32_t next_character(std::string_view text, std::size_t& at) {
    const auto first = static_cast<unsigned char>(text[at++]);
    if (first < 0x80) return first;
    const int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
    std::uint32_t character = first & (0x3fU >> more);
    for (int i = 0; i < more; ++i)
        character = (character << 6U) | (static_cast<unsigned char>(text[at++]) & 0x3fU);
    return character;
}

// Control characters, line and paragraph separators, and those that turn the direction of writing about.
bool misleads(std::uint32_t c) {
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x200b && c <= 0x200f) ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
           (c >= 0xe0000 && c <= 0xe007f);
}

// A claim of exactly that name, though it has points in it (some are addresses), goes before one within
// another.
const JsonTree* claim(const JsonTree& claims, std::string_view name) {
    if (name.empty()) return nullptr;
    if (const JsonTree* const found = claims.member(name)) return found;
    const JsonTree* at = &claims;
    for (const auto& part : split(name, '.')) {
        at = at->member(part);
        if (at == nullptr) return nullptr;
    }
    return at;
}

Result<std::string> text_claim(const JsonTree& claims, std::string_view name, std::size_t most) {
    const JsonTree* const found = claim(claims, name);
    if (found == nullptr || found->kind == JsonTree::Kind::null) return std::string();
    if (found->kind != JsonTree::Kind::text || !is_plain_text(found->text, most))
        return fault(Problem::Kind::unreadable, "The claim " + std::string(name) +
                                                    " is no plain text of at most " + std::to_string(most) +
                                                    " characters: have the provider send one.");
    return found->text;
}

Result<std::vector<std::string>> role_claim(const JsonTree& claims, std::string_view name) {
    std::vector<std::string> values;
    const JsonTree* const found = claim(claims, name);
    if (found == nullptr || found->kind == JsonTree::Kind::null) return values;
    if (found->kind == JsonTree::Kind::text) values.push_back(found->text);
    bool are_texts = found->kind == JsonTree::Kind::text || found->kind == JsonTree::Kind::list;
    for (const JsonTree& item : found->items) {
        are_texts = are_texts && item.kind == JsonTree::Kind::text;
        values.push_back(item.text);
    }
    if (values.size() > most_roles)
        return fault(Problem::Kind::too_large,
                     "The claim " + std::string(name) +
                         " has more than 50 values: have the provider send those of Footprint only.");
    if (!are_texts || !std::all_of(values.begin(), values.end(), [](const std::string& value) {
            return is_plain_text(value, most_characters);
        }))
        return fault(Problem::Kind::unreadable,
                     "The claim " + std::string(name) +
                         " is no list of plain texts of at most 200 characters: have the provider send one.");
    return values;
}

}  // namespace

bool is_plain_text(std::string_view text, std::size_t most) {
    if (text.size() > most * 4 || !is_valid_utf8(text)) return false;
    std::size_t characters = 0;
    for (std::size_t at = 0; at < text.size(); ++characters)
        if (misleads(next_character(text, at))) return false;
    return characters <= most;
}

Result<SignedIn> signed_in_by(const JsonTree& claims, const ClaimNames& names,
                              const std::multimap<std::string, std::string>& roles) {
    SignedIn person;
    person.issuer = claims.text_of("iss").value_or("");
    const struct {
        std::string* into;
        const std::string* from;
        std::size_t most;
    } texts[] = {{&person.subject, &names.subject, most_characters_of_a_subject},
                 {&person.name, &names.name, most_characters},
                 {&person.email, &names.email, most_characters},
                 {&person.authority, &names.authority, most_characters}};
    for (const auto& text : texts) {
        auto value = text_claim(claims, *text.from, text.most);
        if (!value) return value.problems();
        *text.into = std::move(*value);
    }
    if (person.subject.empty())
        return fault(Problem::Kind::missing,
                     "The claim " + names.subject + " names no person: have the provider send it.");
    // Within what a number of a moment can hold; what is not is as if it were not said.
    constexpr double latest = 9e12;
    if (const auto seconds = claims.number_of("auth_time"); seconds && *seconds > 0 && *seconds < latest)
        person.authenticated_at = {static_cast<std::int64_t>(*seconds * 1e6)};
    const auto values = role_claim(claims, names.roles);
    if (!values) return values.problems();
    for (const auto& value : *values)
        for (auto [at, end] = roles.equal_range(value); at != end; ++at)
            if (std::find(person.roles.begin(), person.roles.end(), at->second) == person.roles.end())
                person.roles.push_back(at->second);
    return person;
}

}  // namespace footprint::exchange
