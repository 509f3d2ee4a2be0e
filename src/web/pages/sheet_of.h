// A sheet over one kind of record, by what the record tells of its columns.
//
// In      the kind; how a child's record is found by its id; what a new one begins with
// Out     a Sheet
// Errors  as Sheet
// Source  care/fields.h
#pragma once

#include <algorithm>
#include <string>
#include <type_traits>
#include <vector>

#include "care/values.h"
#include "web/pages/sheet.h"

namespace footprint::web::pages {

template <class Row>
class SheetOf final : public Sheet {
  public:
    using Find = const Row* (*)(const casework::Snapshot& snapshot, const RecordKey& key);
    using Begin = void (*)(Row& row, const View& view, const RecordKey& key);
    // What is written along with a record. Kept: the picture in which its child is numbered.
    using Along = void (*)(store::ChangeSet& changes, const casework::Snapshot& snapshot,
                           const RecordKey& key, const Row& row);
    // Whether one may begin at an id that was not made for it.
    using MayBegin = bool (*)(const casework::Snapshot& snapshot, const RecordKey& key);
    // What is told of a record as it is typed.
    using Tell = std::string (*)(const View& view, std::uint32_t child, const Row& row);
    // Why one is not taken back; empty where it may be.
    using Stays = std::string (*)(const casework::Snapshot& snapshot, const RecordKey& key);
    SheetOf(SheetAbout about, Find finds, Begin begins, Along along = nullptr, MayBegin may = nullptr,
            Tell tells = nullptr, Stays stays = nullptr)
        : Sheet(about),
          find_(finds),
          begin_(begins),
          along_(along),
          may_begin_(may),
          tell_(tells),
          stays_(stays) {}

    std::string address_after(const View& view, const RecordKey& key, const Typed& typed) const override {
        if constexpr (requires(Row row) { row.review.text; } && !has_child) {
            Row row = new_row(key);
            put(view, typed, row);
            if (is_of(view, key, row)) return address_of_review(view, key.child, row.review) + "?saved=yes";
        }
        return Sheet::address_after(view, key, typed);
    }

    std::optional<Typed> find(const View& view, const RecordKey& key) const override {
        const Row* const row = find_(view.snapshot, key);
        return row == nullptr ? std::nullopt : std::optional(typed_of(*row));
    }

    bool may_begin(const View& view, const RecordKey& key) const override {
        if (may_begin_ != nullptr) return may_begin_(view.snapshot, key);
        // What was taken back stands again at its address, also where its id came with a file.
        const auto known = versions(view, key);
        return known && (is_fresh(key.id) || (about().may_be_taken_back && !known->empty()));
    }

    Typed blank(const View& view, const RecordKey& key) const override {
        Row row = new_row(key);
        begin_(row, view, key);
        return typed_of(row);
    }

    std::optional<std::vector<TypedVersion>> versions(const View& view, const RecordKey& key) const override {
        std::vector<TypedVersion> all;
        for (const store::Version<Row>& version : stored(view, key)) {
            if (!is_of(view, key, version.row)) return std::nullopt;
            TypedVersion next{typed_of(version.row), version.stored};
            const bool is_another = all.empty() || !(all.back().typed == next.typed) ||
                                    all.back().stored.withdrawn != next.stored.withdrawn;
            if (is_another) all.push_back(std::move(next));
        }
        return all;
    }

    std::vector<casework::EntryRemark> look_over(const View& view, const RecordKey& key,
                                                 const Typed& typed) const override {
        const Row* const known = find_(view.snapshot, key);
        Row row = known == nullptr ? new_row(key) : *known;
        std::vector<casework::EntryRemark> remarks = put(view, typed, row);
        if (!remarks.empty()) return remarks;
        const Row before = known == nullptr ? Row{} : *known;
        if constexpr (is_of_somebody)
            return casework::look_over(view.snapshot, key.child, row, before);
        else
            return casework::look_over(view.snapshot, row, before);
    }

    std::string told_while_typing(const View& view, const RecordKey& key, const Typed& typed) const override {
        if (tell_ == nullptr) return {};
        Row row = new_row(key);
        put(view, typed, row);
        return tell_(view, key.child, row);
    }

    Result<std::uint64_t> save(const View& view, const RecordKey& key, const Typed& typed,
                               std::uint64_t based_on) const override {
        const Row* const known = find_(view.snapshot, key);
        Row row = known == nullptr ? new_row(key) : *known;
        put(view, typed, row);
        auto saved = write(view, key, row, based_on, false);
        if (saved || saved.problems().front().kind != Problem::Kind::changed_meanwhile) return saved;
        // Somebody changed the record; if none of these columns, both changes stand.
        const auto all = stored(view, key);
        if (all.empty() || all.back().stored.withdrawn) return saved;
        const Row* shown = nullptr;
        for (const store::Version<Row>& version : all)
            if (version.stored.version <= based_on) shown = &version.row;
        if (shown == nullptr || !(typed_of(*shown) == typed_of(all.back().row))) return saved;
        row = all.back().row;
        put(view, typed, row);
        return write(view, key, row, all.back().stored.version, false);
    }

    Result<std::uint64_t> take_back(const View& view, const RecordKey& key,
                                    std::uint64_t based_on) const override {
        const Row* const known = find_(view.snapshot, key);
        if (known == nullptr) return view.snapshot.version();
        return write(view, key, *known, based_on, true);
    }

    std::string against_taking_back(const View& view, const RecordKey& key) const override {
        return stays_ == nullptr ? std::string() : stays_(view.snapshot, key);
    }

  protected:
    FieldShape shape_of(std::string_view column) const override {
        FieldShape shape = FieldShape::text;
        care::for_each_field<Row>([&]<class Value>(const care::Field<Row, Value>& field) {
            if (field.name == column) shape = shape_of_value<Value>(field.words);
        });
        return shape;
    }

    std::vector<practice::Choice> choices_of(const View& view, std::string_view column) const override {
        std::vector<practice::Choice> choices;
        care::for_each_field<Row>([&]<class Value>(const care::Field<Row, Value>& field) {
            if (field.name == column) choices = choices_of_value<Value>(view, field.words);
        });
        return choices;
    }

  private:
    static constexpr bool has_child = requires(Row row) { row.child.value; };
    // Else it is in no child's file.
    static constexpr bool is_of_somebody = has_child || requires(Row row) { row.review.text; };

    // Where a row does not say whose it is, its review does.
    static bool is_of(const View& view, const RecordKey& key, const Row& row) {
        if constexpr (has_child) {
            return row.child.value == key.child;
        } else if constexpr (!is_of_somebody) {
            return true;
        } else {
            const auto reviews = view.snapshot.records().review_details.of({key.child});
            return std::any_of(reviews.begin(), reviews.end(), [&](const care::ReviewDetails& review) {
                return review.review == row.review;
            });
        }
    }

    template <class Value>
    struct ListOf : std::false_type {};
    template <care::IsCode Code>
    struct ListOf<std::vector<Code>> : std::true_type {
        using code = Code;
    };

    template <class Value>
    static FieldShape shape_of_value(care::WordList words) {
        if constexpr (std::is_same_v<Value, std::optional<Day>>) return FieldShape::day;
        if constexpr (std::is_same_v<Value, std::optional<bool>>) return FieldShape::yes_no;
        if constexpr (std::is_same_v<Value, Id<care::Officer>>) return FieldShape::officer;
        if constexpr (care::IsCode<Value>) return FieldShape::choice;
        if constexpr (ListOf<Value>::value) return FieldShape::choices;
        return words == care::WordList::none ? FieldShape::text : FieldShape::choice;
    }

    template <class Value>
    static std::vector<practice::Choice> choices_of_value(const View& view, care::WordList words) {
        if constexpr (care::IsCode<Value>) return choices_of_codes<Value>(view);
        if constexpr (ListOf<Value>::value) return choices_of_codes<typename ListOf<Value>::code>(view);
        const practice::Profile& profile = view.snapshot.ground().profile;
        switch (words) {
            case care::WordList::late_reason:
                return profile.late_reasons;
            case care::WordList::brought_forward_reason:
                return profile.brought_forward_reasons;
            case care::WordList::stood_down_reason:
                return profile.stood_down_reasons;
            case care::WordList::none:
                return {};
        }
        return {};
    }
    template <care::IsCode Code>
    static std::vector<practice::Choice> choices_of_codes(const View& view) {
        std::vector<practice::Choice> choices;
        const care::CodeNames& codes = care::codes_of(Code{});
        for (std::size_t i = 1; i < codes.size; ++i)  // the first is "not recorded"
            choices.push_back(
                {std::string(codes.names[i]), meaning_of_code(view, codes.set, codes.names[i])});
        return choices;
    }

    static Row new_row(const RecordKey& key) {
        Row row;
        (row.*std::get<0>(care::Describe<Row>::fields).member).text = key.id;
        if constexpr (has_child) row.child = {key.child};
        return row;
    }

    Typed typed_of(const Row& row) const {
        Typed typed;
        for (const SheetColumn& column : about().columns)
            care::for_each_field<Row>([&](const auto& field) {
                if constexpr (!std::is_same_v<std::decay_t<decltype(row.*field.member)>, care::ChildNumber>)
                    if (field.name == column.name)
                        typed[column.name] = care::print_value(row.*field.member, care::Style::own);
            });
        return typed;
    }

    // The sheet's columns into the row; what could not be read.
    std::vector<casework::EntryRemark> put(const View& view, const Typed& typed, Row& row) const {
        std::vector<casework::EntryRemark> remarks;
        for (const SheetColumn& column : about().columns)
            care::for_each_field<Row>([&]<class Value>(const care::Field<Row, Value>& field) {
                if constexpr (!std::is_same_v<Value, care::ChildNumber>) {
                    if (field.name != column.name) return;
                    const std::string_view text = trim(typed.at(column.name));
                    row.*field.member = Value{};
                    if (text.empty()) return;
                    if (auto error = care::read_value(text, care::Style::own, row.*field.member))
                        remarks.push_back({field.name, std::move(error->message)});
                    if (field.words == care::WordList::none) return;
                    const auto known = choices_of_value<Value>(view, field.words);
                    if (!practice::has_code(known, text))
                        remarks.push_back({field.name, "This is no reason of the list. Choose one."});
                }
            });
        return remarks;
    }

    std::vector<store::Version<Row>> stored(const View& view, const RecordKey& key) const {
        return view.application.casework.versions_of(view.snapshot.records(), new_row(key));
    }

    Result<std::uint64_t> write(const View& view, const RecordKey& key, const Row& row,
                                std::uint64_t based_on, bool is_taken_back) const {
        store::ChangeSet changes(std::string(is_taken_back ? "take_back" : about().act),
                                 view.snapshot.records(), based_on);
        is_taken_back ? changes.withdraw(row) : changes.put(row);
        if (along_ != nullptr && !is_taken_back) along_(changes, view.snapshot, key, row);
        if constexpr (is_of_somebody) changes.about({key.child});
        return view.application.casework.write(changes, view.actor());
    }

    const Find find_;
    const Begin begin_;
    const Along along_;
    const MayBegin may_begin_;
    const Tell tell_;
    const Stays stays_;
};

}  // namespace footprint::web::pages
