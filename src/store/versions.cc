#include "store/versions.h"

#include <algorithm>

#include "base/text.h"

namespace footprint::store {

namespace {

constexpr std::size_t most_problems = 100;

std::string own_columns(const TableShape& shape) {
    std::vector<std::string> names;
    for (const Column& column : shape.columns) names.push_back(in_sql(column.name));
    return join(names, ", ");
}

std::string all_columns(const TableShape& shape) {
    std::string list = own_columns(shape);
    for (const std::string_view name : bookkeeping) list += ", " + std::string(name);
    return list;
}

std::string key_columns(const TableShape& shape) {
    std::vector<std::string> names;
    for (const std::size_t place : shape.keys) names.push_back(in_sql(shape.columns[place].name));
    return join(names, ", ");
}

// " AND "CHILD" = $n AND ...", from the n-th value on.
std::string key_matches(const TableShape& shape, int first_place) {
    std::string condition;
    for (const std::size_t place : shape.keys)
        condition += " AND " + in_sql(shape.columns[place].name) + " = $" + std::to_string(first_place++);
    return condition;
}

bool has_withdrawn(Database& database, const TableShape& shape, const std::string& authority) {
    const auto select =
        database.prepare("SELECT 1 FROM " + in_sql(shape.table) +
                         " WHERE authority = $1 AND withdrawn = 1 AND replaced_at IS NULL LIMIT 1");
    select->bind(1, authority);
    return select->step();
}

}  // namespace

void Contents::close(std::string_view table) {
    const auto found = rows_.find(table);
    if (found == rows_.end()) return;
    std::sort(found->second.begin(), found->second.end());
    Digest digest;
    digest.add(table).add(static_cast<std::int64_t>(found->second.size()));
    for (const Fingerprint& row : found->second) digest.add(row);
    tables_[found->first] = digest.finish();
    rows_.erase(found);
}

std::string Contents::finish() {
    while (!rows_.empty()) close(std::string(rows_.begin()->first));
    if (tables_.empty()) return {};
    Digest digest;
    for (const auto& [table, fingerprint] : tables_) digest.add(fingerprint);
    return hex(digest.finish());
}

Fingerprint fingerprint_of(const TableShape& shape, const Stamp& stamp, bool withdrawn, const Cells& cells) {
    Digest digest;
    digest.add(shape.table)
        .add(stamp.authority)
        .add(static_cast<std::int64_t>(stamp.version))
        .add(stamp.at.micros);
    digest.add(stamp.by).add(stamp.why).add(std::int64_t{withdrawn});
    for (const std::size_t place : shape.by_name) {
        const Cell& cell = cells[place];
        if (cell.blank) continue;
        digest.add(shape.columns[place].name).add(static_cast<std::int64_t>(cell.kind));
        if (cell.kind == Cell::Kind::text) {
            digest.add(cell.text);
        } else if (cell.kind == Cell::Kind::real) {
            const double value =
                cell.real == 0 ? 0.0 : cell.real;  // a zero may lose its sign in the database
            digest.add(std::bit_cast<std::int64_t>(value));
        } else {
            digest.add(cell.number);
        }
    }
    return digest.finish();
}

std::string select_known_at(const TableShape& shape) {
    return "SELECT " + own_columns(shape) + " FROM " + in_sql(shape.table) +
           " WHERE authority = $1 AND recorded_at <= $2 AND (replaced_at IS NULL OR replaced_at > $3)"
           " AND withdrawn = 0 ORDER BY " +
           key_columns(shape);
}

std::string select_versions(const TableShape& shape) {
    return "SELECT " + all_columns(shape) + " FROM " + in_sql(shape.table) + " WHERE authority = $1" +
           key_matches(shape, 2) + " ORDER BY version";
}

std::string select_newer(const TableShape& shape) {
    return "SELECT " + all_columns(shape) + " FROM " + in_sql(shape.table) +
           " WHERE authority = $1 AND version > $2 AND replaced_at IS NULL";
}

std::string select_where(const TableShape& shape, std::string_view column) {
    return "SELECT " + all_columns(shape) + " FROM " + in_sql(shape.table) + " WHERE authority = $1 AND " +
           in_sql(column) + " = $2 ORDER BY " + key_columns(shape) + ", version";
}

std::string select_all(const TableShape& shape) {
    return "SELECT " + all_columns(shape) + " FROM " + in_sql(shape.table) +
           " WHERE authority = $1 ORDER BY " + key_columns(shape) + ", version";
}

StoredVersion read_version(Statement& row, const TableShape& shape) {
    const int first = static_cast<int>(shape.columns.size());
    StoredVersion version;
    version.version = static_cast<std::uint64_t>(row.number(first).value_or(0));
    version.recorded_at = {row.number(first + 1).value_or(0)};
    if (const auto replaced = row.number(first + 2)) version.replaced_at = Moment{*replaced};
    version.recorded_by = row.text(first + 3);
    version.recorded_why = row.text(first + 4);
    version.withdrawn = row.number(first + 5).value_or(0) != 0;
    return version;
}

void read_cells(Statement& row, const TableShape& shape, Cells& cells) {
    cells.assign(shape.columns.size(), {});
    for (std::size_t i = 0; i < cells.size(); ++i) {
        Cell& cell = cells[i];
        const int column = static_cast<int>(i);
        cell.kind = shape.columns[i].kind;
        const auto keep = [&cell](auto value, auto Cell::*member) {
            cell.blank = !value.has_value();
            if (value) cell.*member = *value;
        };
        switch (cell.kind) {
            case Cell::Kind::text:
                cell.text = row.text(column);
                cell.blank = cell.text.empty();
                break;
            case Cell::Kind::number:
                keep(row.number(column), &Cell::number);
                break;
            case Cell::Kind::real:
                keep(row.real(column), &Cell::real);
                break;
            case Cell::Kind::truth:
                keep(row.truth(column), &Cell::number);
                break;
            case Cell::Kind::day:
                if (const auto day = row.day(column)) {
                    cell.blank = false;
                    cell.number = day->count();
                }
                break;
        }
    }
}

void bind_key(Statement& statement, int first_place, const TableShape& shape, const Cells& cells) {
    for (const std::size_t place : shape.keys) statement.bind(first_place++, cells[place]);
}

std::vector<std::string_view> columns_written(const TableShape& shape) {
    std::vector<std::string_view> names{"authority"};
    for (const Column& column : shape.columns) names.push_back(column.name);
    names.insert(names.end(), bookkeeping.begin(), bookkeeping.end());
    return names;
}

void add_row(RowSink& sink, std::string_view authority, const Cells& cells, const StoredVersion& version) {
    sink.add(authority);
    for (const Cell& cell : cells) sink.add(cell);
    sink.add(static_cast<std::int64_t>(version.version));
    sink.add(version.recorded_at.micros);
    version.replaced_at ? sink.add(version.replaced_at->micros) : sink.add_null();
    sink.add(std::string_view(version.recorded_by));
    sink.add(std::string_view(version.recorded_why));
    sink.add(std::int64_t{version.withdrawn});
    sink.end_row();
}

std::string key_text(const TableShape& shape, const Cells& cells) {
    std::vector<std::string> parts;
    for (const std::size_t place : shape.keys) {
        const Cell& cell = cells[place];
        if (cell.blank) {
            parts.emplace_back("-");
        } else if (cell.kind == Cell::Kind::text) {
            parts.push_back(cell.text);
        } else {
            const bool is_day = cell.kind == Cell::Kind::day;
            parts.push_back(is_day ? iso(Day::from_count(static_cast<std::int32_t>(cell.number)))
                                   : std::to_string(cell.number));
        }
    }
    return join(parts, " ");
}

VersionWriter::VersionWriter(Database& database, const TableShape& shape, const Stamp& stamp,
                             Contents& contents)
    : shape_(&shape),
      stamp_(&stamp),
      contents_(&contents),
      any_withdrawn_(has_withdrawn(database, shape, stamp.authority)),
      close_(database.prepare("UPDATE " + in_sql(shape.table) + " SET replaced_at = $1 WHERE authority = $2" +
                              key_matches(shape, 3) + " AND replaced_at IS NULL")),
      sink_(database.insert_into(shape.table, columns_written(shape))) {}

bool VersionWriter::may_be_kept(const Cells& cells) {
    if (problems_.size() >= most_problems) return false;
    const auto refuse = [&](const Column& column, Problem::Kind kind, const std::string& what) {
        problems_.push_back({kind,
                             {"", 0, 0, std::string(shape_->table) + '.' + std::string(column.name)},
                             std::string(shape_->table) + " " + key_text(*shape_, cells) + ": " +
                                 std::string(column.name) + " " + what});
        return false;
    };
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Column& column = shape_->columns[i];
        if (column.kind != Cell::Kind::text) {
            if (column.key && cells[i].blank)
                return refuse(column, Problem::Kind::missing,
                              "is blank, but it is needed to tell rows apart. Fill it in.");
            continue;
        }
        if (!is_valid_utf8(cells[i].text) || cells[i].text.find('\0') != std::string::npos)
            return refuse(column, Problem::Kind::unreadable,
                          "holds bytes that are no text. Save the file as UTF-8 and read it again.");
    }
    return true;
}

void VersionWriter::write(const Cells& cells, bool withdrawn, bool replaces) {
    if (!may_be_kept(cells)) return;
    if (replaces) {
        close_->bind(1, stamp_->at.micros);
        close_->bind(2, stamp_->authority);
        bind_key(*close_, 3, *shape_, cells);
        close_->execute();
    }
    contents_->add(shape_->table, fingerprint_of(*shape_, *stamp_, withdrawn, cells));
    add_row(*sink_, stamp_->authority, cells,
            {stamp_->version, stamp_->at, std::nullopt, stamp_->by, stamp_->why, withdrawn});
}

void VersionWriter::finish() {
    sink_->finish();
    contents_->close(shape_->table);
}

}  // namespace footprint::store
