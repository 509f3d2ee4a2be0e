#include "exchange/json_tree.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace footprint::exchange {

namespace {

constexpr std::size_t most_levels = 16;
constexpr std::size_t most_values = 20'000;
constexpr std::size_t most_members = 300;  // each is held against all before it

// Is told each value as it is read. Whatever returns false ends the reading.
class Grower {
  public:
    explicit Grower(JsonTree& root) : root_(root) {}

    bool null() { return put(JsonTree::Kind::null) != nullptr; }
    bool boolean(bool value) {
        JsonTree* const place = put(JsonTree::Kind::truth);
        if (place != nullptr) place->truth = value;
        return place != nullptr;
    }
    bool number_integer(std::int64_t value) { return number(static_cast<double>(value)); }
    bool number_unsigned(std::uint64_t value) { return number(static_cast<double>(value)); }
    bool number_float(double value, const std::string&) { return number(value); }
    bool string(std::string& value) {
        JsonTree* const place = put(JsonTree::Kind::text);
        if (place != nullptr) place->text = std::move(value);
        return place != nullptr;
    }
    bool binary(std::vector<std::uint8_t>&) { return false; }
    bool start_object(std::size_t) { return open(JsonTree::Kind::object); }
    bool start_array(std::size_t) { return open(JsonTree::Kind::list); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(std::string& name) {
        const JsonTree& object = *open_.back();
        if (object.members.size() >= most_members || object.member(name) != nullptr) return false;
        name_ = std::move(name);
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) { return false; }

  private:
    bool number(double value) {
        JsonTree* const place = put(JsonTree::Kind::number);
        if (place != nullptr) place->number = value;
        return place != nullptr;
    }

    // A parent does not grow while a child of it is open, so the places of the open ones stay where they are.
    JsonTree* put(JsonTree::Kind kind) {
        if (++values_ > most_values) return nullptr;
        JsonTree* place = &root_;
        if (!open_.empty() && open_.back()->kind == JsonTree::Kind::list) {
            place = &open_.back()->items.emplace_back();
        } else if (!open_.empty()) {
            JsonMember& member = open_.back()->members.emplace_back();
            member.name = std::move(name_);
            place = &member.value;
        }
        place->kind = kind;
        return place;
    }
    bool open(JsonTree::Kind kind) {
        if (open_.size() >= most_levels) return false;
        JsonTree* const place = put(kind);
        if (place == nullptr) return false;
        open_.push_back(place);
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }

    JsonTree& root_;
    std::vector<JsonTree*> open_;
    std::string name_;
    std::size_t values_ = 0;
};

}  // namespace

const JsonTree* JsonTree::member(std::string_view name) const {
    const auto found = std::find_if(members.begin(), members.end(),
                                    [&](const JsonMember& each) { return each.name == name; });
    return found == members.end() ? nullptr : &found->value;
}

std::optional<std::string_view> JsonTree::text_of(std::string_view name) const {
    const JsonTree* const found = member(name);
    if (found == nullptr || found->kind != Kind::text) return std::nullopt;
    return found->text;
}

std::optional<double> JsonTree::number_of(std::string_view name) const {
    const JsonTree* const found = member(name);
    if (found == nullptr || found->kind != Kind::number) return std::nullopt;
    return found->number;
}

bool JsonTree::is_true(std::string_view name) const {
    const JsonTree* const found = member(name);
    return found != nullptr && found->kind == Kind::truth && found->truth;
}

bool JsonTree::lists(std::string_view name, std::string_view wanted) const {
    const JsonTree* const found = member(name);
    return found != nullptr && found->kind == Kind::list &&
           std::any_of(found->items.begin(), found->items.end(),
                       [&](const JsonTree& each) { return each.kind == Kind::text && each.text == wanted; });
}

std::optional<JsonTree> parse_json(std::string_view text) {
    JsonTree root;
    Grower grower(root);
    if (!nlohmann::json::sax_parse(text.begin(), text.end(), &grower)) return std::nullopt;
    return root;
}

}  // namespace footprint::exchange
