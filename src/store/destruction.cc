#include "store/destruction.h"

#include <algorithm>

#include "base/text.h"
#include "care/mentions.h"
#include "store/prepared.h"
#include "store/remains.h"
#include "store/shapes.h"
#include "store/sign_ins.h"
#include "store/versions.h"

namespace footprint::store {

namespace {

constexpr std::string_view child_columns[] = {"CHILD", "child"};
constexpr std::string_view review_column = "review";

std::string_view column_of(const TableShape& shape, auto&& is_wanted) {
    const auto found = std::find_if(shape.columns.begin(), shape.columns.end(),
                                    [&](const Column& column) { return is_wanted(column.name); });
    return found == shape.columns.end() ? std::string_view() : found->name;
}

// Rows of one table that have the value in the column.
class Taking {
  public:
    Taking(Database& database, const std::string& authority, const TableShape& shape, std::string_view column)
        : authority_(authority) {
        const std::string where =
            " FROM " + in_sql(shape.table) + " WHERE authority = $1 AND " + in_sql(column) + " = $2";
        versions_ = database.prepare("SELECT version, count(*)" + where + " GROUP BY version");
        take_ = database.prepare("DELETE" + where);
    }
    void take(const std::string& value, Destroyed& destroyed, std::set<std::uint64_t>& versions) {
        bind(*versions_, value);
        while (versions_->step()) {
            versions.insert(static_cast<std::uint64_t>(versions_->number(0).value_or(0)));
            destroyed.rows += static_cast<std::size_t>(versions_->number(1).value_or(0));
        }
        bind(*take_, value);
        take_->execute();
    }

  private:
    void bind(Statement& statement, const std::string& value) const {
        statement.bind(1, authority_);
        statement.bind(2, value);
    }
    std::string authority_;
    std::unique_ptr<Statement> versions_;
    std::unique_ptr<Statement> take_;
};

// Rows of others that name the child in the column: the id goes from each version, and the row stays.
void take_mentions_out(Database& database, const std::string& authority, const TableShape& shape,
                       std::size_t column, const std::string& child, Destroyed& destroyed,
                       std::set<std::uint64_t>& versions) {
    std::vector<std::pair<StoredVersion, Cells>> naming;
    const auto rows = database.prepare(select_all(shape));
    rows->bind(1, authority);
    while (rows->step()) {
        Cells cells;
        read_cells(*rows, shape, cells);
        std::string without = care::without_mention(cells[column].text, child);
        if (without == cells[column].text) continue;
        cells[column].blank = without.empty();
        cells[column].text = std::move(without);
        naming.emplace_back(read_version(*rows, shape), std::move(cells));
    }
    std::string sql = "UPDATE " + in_sql(shape.table) + " SET " + in_sql(shape.columns[column].name) +
                      " = $1 WHERE authority = $2";
    int place = 3;
    for (const std::size_t key : shape.keys)
        sql += " AND " + in_sql(shape.columns[key].name) + " = $" + std::to_string(place++);
    sql += " AND version = $" + std::to_string(place);
    const auto update = database.prepare(sql);
    for (const auto& [version, cells] : naming) {
        update->bind(1, cells[column]);
        update->bind(2, authority);
        bind_key(*update, 3, shape, cells);
        update->bind(place, static_cast<std::int64_t>(version.version));
        update->execute();
        versions.insert(version.version);
        ++destroyed.rows;
    }
}

// One walk over the rows of all tables, for all entries at once.
std::map<std::uint64_t, std::string> contents_left(Database& database, const std::string& authority,
                                                   const std::set<std::uint64_t>& versions) {
    std::map<std::uint64_t, Contents> left;
    for (const std::uint64_t version : versions) left[version];
    Cells cells;
    for (const TableShape* shape : all_shapes()) {
        const auto rows = database.prepare(select_all(*shape));
        rows->bind(1, authority);
        while (rows->step()) {
            const StoredVersion row = read_version(*rows, *shape);
            const auto found = left.find(row.version);
            if (found == left.end()) continue;
            read_cells(*rows, *shape, cells);
            const Stamp stamp{authority, row.version, row.recorded_at, row.recorded_by, row.recorded_why};
            found->second.add(shape->table, fingerprint_of(*shape, stamp, row.withdrawn, cells));
        }
        for (auto& [version, contents] : left) contents.close(shape->table);
    }
    std::map<std::uint64_t, std::string> finished;
    for (auto& [version, contents] : left) finished[version] = contents.finish();
    return finished;
}

// Drafts stand at the address of what they are a draft of.
void drop_drafts(Database& database, const std::string& authority, const std::string& child) {
    const auto drop =
        database.prepare("DELETE FROM drafts WHERE authority = $1 AND substr(place, 1, $2) = $3");
    // As addresses write it: a stroke within an id would end it.
    std::string place = "/children/";
    for (const char sign : child) place += sign == '/' ? std::string("%2F") : std::string(1, sign);
    place += '/';
    drop->bind(1, authority);
    drop->bind(2, static_cast<std::int64_t>(place.size()));
    drop->bind(3, place);
    drop->execute();
}

bool goes_on(char sign) {
    return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') || (sign >= '0' && sign <= '9') ||
           sign == '-' || sign == '_';
}

// Whether words as a form sends them hold the id, and not as a part of another one. What parts them from it
// may be an escape, as "%2C".
bool holds_id(std::string_view contents, std::string_view id) {
    constexpr std::size_t escape = 3;
    for (std::size_t at = contents.find(id); at != std::string_view::npos; at = contents.find(id, at + 1)) {
        const std::size_t after = at + id.size();
        const bool begins =
            at == 0 || !goes_on(contents[at - 1]) || (at >= escape && contents[at - escape] == '%');
        if (begins && (after == contents.size() || !goes_on(contents[after]))) return true;
    }
    return false;
}

// Drafts about an officer stand at theirs, and may name the child.
void drop_drafts_naming(Database& database, const std::string& authority, const std::string& child) {
    constexpr std::string_view people = "/officers/";
    const auto drafts = database.prepare(
        "SELECT account, place, contents FROM drafts WHERE authority = $1 AND substr(place, 1, $2) = $3");
    drafts->bind(1, authority);
    drafts->bind(2, static_cast<std::int64_t>(people.size()));
    drafts->bind(3, people);
    std::vector<std::pair<std::string, std::string>> naming;
    while (drafts->step())
        if (holds_id(drafts->text(2), percent_encoded(child)))
            naming.emplace_back(drafts->text(0), drafts->text(1));
    for (const auto& [account, place] : naming) drop_draft(database, authority, account, place);
}

// Invitations to the child's reviews, and what is not sent yet and may name the child: it is written again.
void drop_letters_about(Database& database, const std::string& authority,
                        const std::set<std::string>& reviews) {
    execute(database, "DELETE FROM outbox WHERE authority = $1 AND kind <> 'invitation' AND words <> ''",
            authority);
    for (const std::string& review : reviews)
        execute(database, "DELETE FROM outbox WHERE authority = $1 AND about = $2", authority, review);
}

// Whoever sent them sends them again, without the child.
void drop_waiting_imports(Database& database, const std::string& authority) {
    const auto drop = database.prepare("DELETE FROM waiting_imports WHERE authority = $1");
    drop->bind(1, authority);
    drop->execute();
}

}  // namespace

std::string_view child_column_of(const TableShape& shape) {
    return column_of(shape, [](std::string_view name) {
        return std::find(std::begin(child_columns), std::end(child_columns), name) != std::end(child_columns);
    });
}

std::set<std::string> reviews_of(Database& database, const std::string& authority, const std::string& child) {
    const auto select = database.prepare(
        "SELECT DISTINCT \"review\" FROM \"review_details\" WHERE authority = $1 AND \"child\" = $2");
    select->bind(1, authority);
    select->bind(2, child);
    std::set<std::string> reviews;
    while (select->step())
        if (!select->text(0).empty()) reviews.emplace(select->text(0));
    return reviews;
}

Destroyed destroy_child(Database& database, const std::string& authority, const std::string& child) {
    Destroyed destroyed;
    std::set<std::uint64_t> versions;
    const std::set<std::string> reviews = reviews_of(database, authority, child);
    for (const TableShape* shape : all_shapes()) {
        for (std::size_t i = 0; i < shape->columns.size(); ++i)
            if (shape->columns[i].names_children)
                take_mentions_out(database, authority, *shape, i, child, destroyed, versions);
        if (const auto column = child_column_of(*shape); !column.empty()) {
            Taking(database, authority, *shape, column).take(child, destroyed, versions);
            continue;
        }
        const auto column = column_of(*shape, [](std::string_view name) { return name == review_column; });
        if (column.empty()) continue;
        Taking taking(database, authority, *shape, column);
        for (const std::string& review : reviews) taking.take(review, destroyed, versions);
    }
    drop_drafts(database, authority, child);
    drop_drafts_naming(database, authority, child);
    drop_waiting_imports(database, authority);
    drop_letters_about(database, authority, reviews);
    destroyed.left = contents_left(database, authority, versions);
    return destroyed;
}

std::map<std::uint64_t, std::string> remains_of(Database& database, const std::string& authority) {
    const auto select = database.prepare(
        "SELECT \"entry\", \"contents\" FROM \"remains\" WHERE authority = $1 AND replaced_at IS NULL");
    select->bind(1, authority);
    std::map<std::uint64_t, std::string> remains;
    while (select->step())
        remains[static_cast<std::uint64_t>(select->number(0).value_or(0))] = std::string(select->text(1));
    return remains;
}

std::set<std::string> destroyed_children(Database& database, const std::string& authority) {
    const auto select = database.prepare("SELECT what FROM journal WHERE authority = $1 AND verb = $2");
    select->bind(1, authority);
    select->bind(2, destroy_verb);
    std::set<std::string> children;
    constexpr std::string_view before = "child ";
    while (select->step())
        if (const std::string_view what = select->text(0); what.starts_with(before))
            children.emplace(what.substr(before.size()));
    return children;
}

}  // namespace footprint::store
