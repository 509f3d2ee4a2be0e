
#include <map>
#include <set>

#include "base/working_days.h"
#include "care/difference.h"
#include "exchange/invented_authority.h"
#include "store/support.h"
#include "support/property.h"

namespace footprint::store::tests {
namespace {

using RandomRecords = StoreContract;
ON_EVERY_DATABASE(RandomRecords);

// Words with everything that a database, a file or a page could stumble over.
rc::Gen<std::string> words() {
    return rc::gen::map(
        rc::gen::resize(
            6, rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
                   "a", "Z", "0", " ", "é", "ő", "中", "😀", "\u202e", "'", "''", "\"", "`", "\\", "\n",
                   "\r\n", "\t", ",", ";", "--", "/*", "%", "_", "$1", "?", "NULL", "<b>", "&amp;", "\x7f"))),
        [](const std::vector<std::string>& parts) {
            std::string text;
            for (const std::string& part : parts) text += part;
            return text;
        });
}

template <class Value>
void fill(Value& value, std::uint32_t children) {
    if constexpr (std::is_same_v<Value, care::ChildNumber>) {
        value.value = *rc::gen::inRange<std::uint32_t>(0, children);
    } else if constexpr (std::is_same_v<Value, std::string>) {
        value = *words();
    } else if constexpr (requires { value.text; }) {
        value.text = *words();
    } else if constexpr (care::IsCode<Value>) {
        value = static_cast<Value>(*rc::gen::inRange<std::size_t>(0, care::code_count<Value>()));
    } else if constexpr (std::is_same_v<Value, std::optional<Day>>) {
        if (*rc::gen::arbitrary<bool>()) value = Day::from_count(*rc::gen::inRange(-32'000, 84'000));
    } else if constexpr (std::is_same_v<Value, std::optional<double>>) {
        if (*rc::gen::arbitrary<bool>()) value = *rc::gen::arbitrary<int>() / 7.0;
    } else if constexpr (std::is_same_v<Value, std::vector<care::Participation>>) {
        for (int left = *rc::gen::inRange(0, 4); left > 0; --left)
            value.push_back(static_cast<care::Participation>(*rc::gen::inRange(1, 9)));
    } else if constexpr (requires { Value::capacity; }) {
        value = Value(*rc::gen::element<std::string>("", "ZZ1", "A'\"b"));
    } else {
        if (*rc::gen::arbitrary<bool>()) value = *rc::gen::arbitrary<typename Value::value_type>();
    }
}

// Rows with whatever values, a key each.
template <class Table>
void fill_table(Table& table, const std::vector<care::Child>& children) {
    using Row = std::remove_cvref_t<decltype(table[0])>;
    if constexpr (requires(Row row) { row.child; })
        if (children.empty()) return;
    std::map<std::string, Row> by_key;
    for (int left = *rc::gen::inRange(0, 6); left > 0; --left) {
        Row row;
        care::for_each_field<Row>([&](const auto& field) {
            auto& value = row.*field.member;
            fill(value, static_cast<std::uint32_t>(children.size()));
            if constexpr (kind_of<std::remove_cvref_t<decltype(value)>>() != Cell::Kind::text)
                if (field.key && !value) value.emplace();
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, std::optional<Day>>)
                if (field.key && value->is_never()) value = day_of(2020, 1, 1);
        });
        Cells cells;
        to_cells(children, row, cells);
        by_key.emplace(key_text(shape_of<Row>(), cells), row);
    }
    for (auto& [key, row] : by_key) care::rows_of(table).push_back(std::move(row));
}

care::Records random_records() {
    care::Records records;
    for (int left = *rc::gen::inRange(0, 5); left > 0; --left) {
        care::Child child;
        care::for_each_field<care::Child>([&](const auto& field) { fill(child.*field.member, 1); });
        child.id = "TEST" + std::to_string(left) + *words();
        records.children.push_back(child);
    }
    std::sort(records.children.begin(), records.children.end(),
              [](const auto& a, const auto& b) { return a.id < b.id; });
    care::for_each_table(records, [&](auto& table) {
        using Row = std::remove_cvref_t<decltype(table[0])>;
        if constexpr (!std::is_same_v<Row, care::Child> && !std::is_same_v<Row, care::Authority>)
            fill_table(table, records.children);
    });
    records.settle();
    return records;
}

// The same rows, in whatever order.
void expect_same(const care::Records& a, const care::Records& b) {
    const auto as_cells = [](const care::Records& records) {
        std::map<std::string_view, std::multiset<std::string>> all;
        care::for_each_table(records, [&](const auto& table) {
            using Row = std::remove_cvref_t<decltype(table[0])>;
            if constexpr (!std::is_same_v<Row, care::Authority>) {
                for (const Row& row : care::rows_of(table)) {
                    Cells cells;
                    to_cells(records.children, row, cells);
                    std::string text;
                    for (const Cell& cell : cells)
                        text += cell.text + '|' + std::to_string(cell.number) + '|' +
                                std::to_string(cell.real) + '|' + std::to_string(cell.blank) + '\x1f';
                    all[care::Describe<Row>::table].insert(text);
                }
            }
        });
        return all;
    };
    RC_ASSERT(as_cells(a) == as_cells(b));
    RC_ASSERT(a.children == b.children);
}

TEST_P(RandomRecords, ComeBackAsTheyWereApplied) {
    int number = 0;
    footprint::tests::for_all("load after apply is what was applied", [&] {
        const std::string name = "TEST" + std::to_string(++number);
        value_of(store->create_authority({name, *words(), "", {}}, author, at(1)));
        const care::Records records = random_records();
        value_of(store->apply(name, records, author, *words(), at(2)));
        expect_same(value_of(store->load(name)), records);
        RC_ASSERT(!value_of(store->apply(name, records, author, "", at(3))).changed);
        const care::Records newer = random_records();
        value_of(store->apply(name, newer, author, *words(), at(4)));
        expect_same(value_of(store->load(name)), care::merged(records, newer));
        expect_same(value_of(store->load(name, at(3))), records);
    });
    expect_whole();
}

TEST_P(RandomRecords, OfAnInventedAuthorityComeBackInTheirOrder) {
    exchange::InventedOptions options;
    options.children = 60;
    options.years = 3;
    options.seed = 20;
    options.as_at = day_of(2026, 3, 31);
    care::Records records = exchange::invent(options, 0, WorkingDays{});
    records.settle();
    const std::string name = records.authority.front().code;
    if (name != code) value_of(store->create_authority(records.authority.front(), author, at(1)));
    value_of(store->apply(name, records, author, "", at(2)));
    const auto loaded = value_of(store->load(name));
    expect_same(loaded, records);
    EXPECT_EQ(loaded.episodes.all(), records.episodes.all());
    EXPECT_EQ(loaded.returned_reviews.all(), records.returned_reviews.all());
    ASSERT_EQ(loaded.reviews.size(), records.reviews.size());
    for (std::size_t i = 0; i < loaded.reviews.size(); ++i)
        EXPECT_EQ(loaded.reviews[i].held_on, records.reviews[i].held_on);
    for (const auto& table : care::differences(loaded, records))
        EXPECT_TRUE(table.added.empty() && table.changed.empty()) << table.table;
    expect_whole();
}

}  // namespace
}  // namespace footprint::store::tests
