#include "exchange/import_run.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <unordered_set>

#include "base/csv.h"
#include "exchange/file_kinds.h"
#include "exchange/mapped_file.h"
#include "exchange/sources.h"
#include "exchange/ssda903_xml.h"
#include "exchange/table_reader.h"

namespace footprint::exchange {

namespace {

// The tables of one year's return.
struct ReturnTables {
    std::string name;
    std::string folder;
    std::vector<std::string> files;
    std::optional<Year> year;
    ReadTable<care::Child> children;
    ReadTable<care::Episode> episodes;
    ReadTable<care::ReturnedReview> reviews;
    ReadTable<care::Uasc> uasc;
    ReadTable<care::HealthOfYear> health;
    ReadTable<care::CareLeaver> care_leavers;
    ReadTable<care::Adoption> adoptions;
    ReadTable<care::AdoptionDecision> adoption_decisions;
    ReadTable<care::EarlierPermanence> earlier_permanence;
    ReadTable<care::MissingEpisode> missing;
    ReadTable<care::WorkerEpisode> worker_episodes;
    ReadTable<care::DeprivationOfLiberty> deprivations;
    bool sex_as_number = false;
    bool sex_as_letter = false;
};

template <class Tables, class Visit>
void each_return_table(Tables& tables, Visit&& visit) {
    visit(tables.episodes);
    visit(tables.reviews);
    visit(tables.uasc);
    visit(tables.health);
    visit(tables.care_leavers);
    visit(tables.adoptions);
    visit(tables.adoption_decisions);
    visit(tables.earlier_permanence);
    visit(tables.missing);
    visit(tables.worker_episodes);
    visit(tables.deprivations);
}

template <class Row>
struct RowOf;
template <class Row>
struct RowOf<ReadTable<Row>> {
    using Type = Row;
};

// One file of a table that waits to be read: the return's tables wait until all children are known.
struct Waiting {
    std::uint32_t file = 0;
    std::string table;
    std::size_t group = 0;
    XmlTables xml;
    bool is_xml = false;
};

class Run {
  public:
    Run(std::vector<NamedBytes> files, const ReadOptions& options, const practice::Profile& profile,
        const care::CodeBook& codes)
        : files_(std::move(files)), options_(options), profile_(profile), codes_(codes) {}

    Reading read() {
        choose_files();
        for (std::uint32_t i = 0; i < files_.size(); ++i) sort_out(i);
        read_children();
        number_children();
        for (const Waiting& waiting : waiting_) read_waiting(waiting);
        order_returns();
        lay_over_each_other();
        for (const Waiting& tracker : trackers_) read_tracker(tracker);
        reading_.problems = problems_.take();
        if (reading_.problems.empty()) {
            look_for_references();
            reading_.records.settle();
        }
        return std::move(reading_);
    }

  private:
    void choose_files();
    void sort_out(std::uint32_t file);
    std::size_t group_of(std::uint32_t file);
    void read_children();
    void number_children();
    void read_waiting(const Waiting& waiting);
    void read_tracker(const Waiting& waiting);
    void order_returns();
    void lay_over_each_other();
    void note_codes(const ReturnTables& tables);
    void note_vanished(const ReturnTables& earlier, const ReturnTables& later);
    void look_for_references();
    std::optional<Year> year_of_episodes(const ReturnTables& tables) const;

    template <class Row>
    void read_csv(std::uint32_t file, care::Style style, ReadTable<Row>& into);
    template <class Row>
    void read_xml(const Waiting& waiting, ReadTable<Row>& into);
    TableContext context_of(std::uint32_t file, care::Style style);
    template <class Row>
    void merge(std::vector<ReadTable<Row>*> tables, std::vector<Row>& into);
    template <class Row>
    void own_rows(std::uint32_t file, std::vector<Row>& into);
    void note(care::ChildNumber child, std::string_view name, std::string where, std::string message,
              std::string fix) {
        reading_.records.noted.push_back({child, name, std::move(where), std::move(message), std::move(fix)});
    }
    std::string place(const Origin& origin) const {
        return files_[origin.file].name + ":" + std::to_string(origin.line);
    }

    std::vector<NamedBytes> files_;
    const ReadOptions& options_;
    const practice::Profile& profile_;
    const care::CodeBook& codes_;
    ProblemList problems_;
    Reading reading_;
    ChildIds ids_;
    std::vector<ReturnTables> groups_;
    std::vector<Waiting> waiting_;
    std::vector<Waiting> trackers_;
    std::vector<Waiting> headers_;
    bool header_is_whole_ = true;
};

bool ends_with(std::string_view name, std::string_view ending) {
    return name.ends_with(ending);
}

void Run::choose_files() {
    std::sort(files_.begin(), files_.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    if (options_.only.empty()) return;
    std::set<std::string> wanted;
    for (const std::string& name : options_.only) {
        const auto found = std::find_if(files_.begin(), files_.end(), [&](const NamedBytes& file) {
            return file.name == name || base_name(file.name) == base_name(name);
        });
        if (found == files_.end()) {
            problems_.add(
                {Problem::Kind::not_found, {name, 0, 0, {}}, "There is no such file in the folder."});
        } else {
            wanted.insert(found->name);
        }
    }
    std::erase_if(files_, [&](const NamedBytes& file) { return !wanted.contains(file.name); });
}

std::size_t Run::group_of(std::uint32_t file) {
    const std::string& path = files_[file].name;
    const std::string folder = folder_of(path);
    const std::string prefix = group_prefix(base_name(path));
    std::string name = prefix;
    while (!name.empty() &&
           (name.back() == '-' || name.back() == '_' || name.back() == ' ' || name.back() == '.'))
        name.pop_back();
    if (!folder.empty()) name = name.empty() ? folder : folder + "/" + name;
    for (std::size_t i = 0; i < groups_.size(); ++i)
        if (groups_[i].name == name) return i;
    groups_.emplace_back();
    groups_.back().name = name;
    groups_.back().folder = folder;
    return groups_.size() - 1;
}

// Says what each file is; what is no table of ours is named and stops nothing.
void Run::sort_out(std::uint32_t file) {
    const NamedBytes& here = files_[file];
    const std::string name = base_name(here.name);
    if (ends_with(name, ".xml")) {
        auto tables = read_return_xml(here.name, here.bytes);
        if (!tables) {
            problems_.add(tables.problems());
            return;
        }
        const std::size_t group = group_of(file);
        for (auto& [table, rows] : *tables) {
            XmlTables one;
            one.emplace(table, std::move(rows));
            auto& list = table == "Header" ? headers_ : waiting_;
            list.push_back({file, std::string(table), group, std::move(one), true});
        }
        groups_[group].files.push_back(here.name);
        return;
    }
    if (!ends_with(name, ".csv") || is_tracker_not_read_yet(name)) {
        reading_.not_read.push_back(here.name);
        return;
    }
    if (here.bytes.empty()) {
        problems_.add({Problem::Kind::missing,
                       {here.name, 0, 0, {}},
                       "The file is empty. Write it again, with its first row."});
        return;
    }
    if (is_tracker_name(name)) {
        trackers_.push_back({file, name.substr(0, name.rfind('.')), 0, {}, false});
        return;
    }
    CsvReader reader(here.name, here.bytes);
    if (!reader.next()) {
        problems_.add(reader.problems());
        if (reader.problems().empty())
            problems_.add({Problem::Kind::missing,
                           {here.name, 0, 0, {}},
                           "The file has no row. Write it again, with its first row."});
        return;
    }
    std::vector<std::string> columns;
    for (const auto field : reader.fields()) columns.push_back(upper(trim(field)));
    const Recognised recognised = recognise(here.name, columns, reader.line());
    problems_.add(recognised.problems);
    if (recognised.table == "Header" && !recognised.problems.empty()) header_is_whole_ = false;
    if (recognised.table.empty()) {
        reading_.not_read.push_back(here.name);
    } else if (recognised.problems.empty()) {
        const std::size_t group = group_of(file);
        groups_[group].files.push_back(here.name);
        auto& list = recognised.table == "Header" ? headers_ : waiting_;
        list.push_back({file, std::string(recognised.table), group, {}, false});
    }
}

TableContext Run::context_of(std::uint32_t file, care::Style style) {
    return {files_[file].name, file, style, &ids_, &profile_, &problems_, header_is_whole_};
}

template <class Row>
void Run::read_csv(std::uint32_t file, care::Style style, ReadTable<Row>& into) {
    CsvReader reader(files_[file].name, files_[file].bytes);
    std::vector<std::string> columns;
    if (reader.next())
        for (const auto field : reader.fields()) columns.emplace_back(trim(field));
    CsvSource source(reader);
    const std::size_t before = into.rows.size();
    // A file of nothing but line ends must not ask for more than it is worth.
    const auto lines =
        static_cast<std::size_t>(std::count(files_[file].bytes.begin(), files_[file].bytes.end(), '\n'));
    into.rows.reserve(before + std::min<std::size_t>(lines, 1'000'000));
    read_rows(source, columns, context_of(file, style), into);
    problems_.add(reader.problems());
    reading_.files.push_back(
        {files_[file].name, std::string(care::Describe<Row>::table), into.rows.size() - before});
}

template <class Row>
void Run::read_xml(const Waiting& waiting, ReadTable<Row>& into) {
    std::vector<std::string> columns;
    for (const auto column : columns_of(waiting.table)) columns.emplace_back(column);
    XmlSource source(waiting.xml.begin()->second);
    const std::size_t before = into.rows.size();
    read_rows(source, columns, context_of(waiting.file, care::Style::ssda903), into);
    reading_.files.push_back({files_[waiting.file].name, waiting.table, into.rows.size() - before});
}

// Which way of writing the sex a Header uses: numbers up to 2023/24, letters since.
void note_sex_style(std::string_view written, ReturnTables& tables) {
    const std::string_view text = trim(written);
    if (text == "1" || text == "2") tables.sex_as_number = true;
    if (text == "M" || text == "F" || text == "m" || text == "f") tables.sex_as_letter = true;
}

void Run::read_children() {
    for (const Waiting& header : headers_) {
        ReturnTables& group = groups_[header.group];
        if (header.is_xml) {
            for (const XmlRow& row : header.xml.begin()->second) note_sex_style(row.values[1], group);
            read_xml(header, group.children);
            continue;
        }
        CsvReader reader(files_[header.file].name, files_[header.file].bytes);
        int place = -1;
        if (reader.next())
            for (std::size_t i = 0; i < reader.fields().size(); ++i)
                if (care::same_code(trim(reader.fields()[i]), "SEX")) place = static_cast<int>(i);
        while (place >= 0 && reader.next())
            if (static_cast<std::size_t>(place) < reader.fields().size())
                note_sex_style(reader.fields()[static_cast<std::size_t>(place)], group);
        read_csv(header.file, care::Style::ssda903, group.children);
    }
}

// Children of all years' Headers, and those that are known already, in the order of their ids.
void Run::number_children() {
    auto& children = reading_.records.children;
    if (options_.known != nullptr) children = options_.known->children;
    for (const ReturnTables& group : groups_)
        for (const care::Child& child : group.children.rows) {
            children.emplace_back();
            children.back().id = child.id;
        }
    std::unordered_set<std::string> seen;
    seen.reserve(children.size());
    std::erase_if(children, [&](const care::Child& child) { return !seen.insert(upper(child.id)).second; });
    std::sort(children.begin(), children.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    ids_.fill(children);
}

void Run::read_waiting(const Waiting& waiting) {
    each_return_table(groups_[waiting.group], [&](auto& table) {
        using Row = typename RowOf<std::remove_reference_t<decltype(table)>>::Type;
        if (care::Describe<Row>::table != waiting.table) return;
        if (waiting.is_xml) {
            read_xml(waiting, table);
        } else {
            read_csv(waiting.file, care::Style::ssda903, table);
        }
    });
}

// A group's year: the one in which the latest day of its episodes lies that is not after today.
std::optional<Year> Run::year_of_episodes(const ReturnTables& tables) const {
    std::optional<Day> latest;
    for (const care::Episode& episode : tables.episodes.rows)
        for (const auto& day : {episode.began_on, episode.ended_on})
            if (day && *day <= options_.today && (!latest || *day > *latest)) latest = day;
    return latest ? std::optional(footprint::year_of(*latest)) : std::nullopt;
}

void Run::order_returns() {
    for (ReturnTables& group : groups_) {
        const auto given = options_.return_years.find(group.name);
        group.year =
            given != options_.return_years.end() ? std::optional(given->second) : year_of_episodes(group);
    }
    for (const auto& given : options_.return_years) {
        const std::string& name = given.first;
        const bool known = std::any_of(groups_.begin(), groups_.end(),
                                       [&](const auto& group) { return group.name == name; });
        if (known) continue;
        std::vector<std::string> names;
        for (const ReturnTables& group : groups_) names.push_back("'" + group.name + "'");
        problems_.add({Problem::Kind::wrong_use,
                       {},
                       "There is no group '" + name + "' of files. Known: " + join(names, ", ") + "."});
    }
    // A group without episodes says nothing of its year: it is laid over first.
    std::stable_sort(groups_.begin(), groups_.end(), [](const auto& a, const auto& b) {
        return a.year.value_or(Year{0}) < b.year.value_or(Year{0});
    });
    for (const ReturnTables& group : groups_)
        reading_.returns.push_back({group.name, group.year, group.files});
}

// Which repeats within a file are a finding; elsewhere different values are a problem.
template <class Row>
constexpr bool repeats_are_found() {
    return std::is_same_v<Row, care::ReturnedReview> || std::is_same_v<Row, care::MissingEpisode> ||
           std::is_same_v<Row, care::WorkerEpisode> || std::is_same_v<Row, care::Uasc> ||
           std::is_same_v<Row, care::HealthOfYear> || std::is_same_v<Row, care::CareLeaver> ||
           std::is_same_v<Row, care::Adoption> || std::is_same_v<Row, care::AdoptionDecision> ||
           std::is_same_v<Row, care::EarlierPermanence> || std::is_same_v<Row, care::DeprivationOfLiberty>;
}

template <class Row>
care::ChildNumber child_of(const Row& row) {
    if constexpr (requires { row.child; }) {
        return row.child;
    } else {
        return {};
    }
}

// Fills what the first row left blank from a later one of the same key.
template <class Row>
void fill_blanks(Row& first, const Row& again) {
    care::for_each_field<Row>([&](const auto& field) {
        using Value = std::remove_reference_t<decltype(first.*field.member)>;
        if (first.*field.member == Value{}) first.*field.member = again.*field.member;
    });
}

// Lays tables over each other, oldest first: a newer file's row replaces an older one with the same key.
template <class Row>
void Run::merge(std::vector<ReadTable<Row>*> tables, std::vector<Row>& into) {
    // Mostly one file, which was written in the order of its keys.
    if (into.empty() && tables.size() == 1 && tables.front()->in_order) {
        into = std::move(tables.front()->rows);
        return;
    }
    std::vector<Row> rows;
    std::vector<Origin> origins;
    std::size_t total = 0;
    for (const auto* table : tables) total += table->rows.size();
    rows.reserve(total);
    origins.reserve(total);
    for (auto* table : tables) {
        std::move(table->rows.begin(), table->rows.end(), std::back_inserter(rows));
        origins.insert(origins.end(), table->origins.begin(), table->origins.end());
    }
    std::vector<std::uint32_t> order(rows.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return compare_keys(rows[a], rows[b]) < 0; });
    for (std::size_t i = 0; i < order.size();) {
        std::size_t end = i + 1;
        while (end < order.size() && compare_keys(rows[order[i]], rows[order[end]]) == 0) ++end;
        std::uint32_t kept = order[i];
        for (std::size_t k = i + 1; k < end; ++k) {
            const std::uint32_t next = order[k];
            const bool same_file = origins[next].file == origins[kept].file;
            if (!same_file) {
                kept = next;
            } else if (!repeats_are_found<Row>() && !(rows[next] == rows[kept])) {
                problems_.add({Problem::Kind::conflict,
                               {files_[origins[next].file].name, static_cast<int>(origins[next].line), 1, {}},
                               "This row says something else than line " +
                                   std::to_string(origins[kept].line) +
                                   ", which has the same key. Keep one of them."});
            } else if (repeats_are_found<Row>()) {
                note(child_of(rows[next]), "duplicate.row", place(origins[next]),
                     "This row has the key of line " + std::to_string(origins[kept].line) + ".",
                     "Delete one of the rows.");
                fill_blanks(rows[kept], rows[next]);
            }
        }
        into.push_back(std::move(rows[kept]));
        i = end;
    }
}

void Run::note_codes(const ReturnTables& tables) {
    if (!tables.year) return;
    const auto look = [&](const auto& row, const Origin& origin, auto code, std::optional<Day> from,
                          std::optional<Day> until) {
        const auto valid = [&](Year year) { return codes_.is_valid_in(code, year); };
        const bool held = valid(*tables.year) || (from && valid(footprint::year_of(*from))) ||
                          (until && valid(footprint::year_of(*until)));
        if (!held)
            note(row.child, "code.not_in_year", place(origin),
                 "The code " + std::string(care::printed(code)) + " was not in use in " +
                     printed(*tables.year) + ".",
                 "Enter the code of that year.");
    };
    for (std::size_t i = 0; i < tables.episodes.rows.size(); ++i) {
        const care::Episode& row = tables.episodes.rows[i];
        look(row, tables.episodes.origins[i], row.place, row.began_on, row.ended_on);
        look(row, tables.episodes.origins[i], row.reason_ceased, row.ended_on, row.ended_on);
        look(row, tables.episodes.origins[i], row.reason_changed, row.ended_on, row.ended_on);
    }
    for (std::size_t i = 0; i < tables.care_leavers.rows.size(); ++i)
        look(tables.care_leavers.rows[i], tables.care_leavers.origins[i],
             tables.care_leavers.rows[i].activity, {}, {});
    const bool wrong_numbers = tables.sex_as_number && !codes_.is_valid_in("SEX", "1", *tables.year);
    const bool wrong_letters = tables.sex_as_letter && !codes_.is_valid_in("SEX", "M", *tables.year);
    if (wrong_numbers || wrong_letters)
        note({}, "code.not_in_year", tables.name.empty() ? "Header" : "Header of " + tables.name,
             wrong_numbers ? "The sex is written 1 and 2, as up to 2023-24."
                           : "The sex is written M and F, as since 2024-25.",
             "Enter the code of that year.");
}

// An open episode of one year that the next year's return does not have.
void Run::note_vanished(const ReturnTables& earlier, const ReturnTables& later) {
    if (later.episodes.rows.empty()) return;
    std::set<std::pair<std::uint32_t, Day>> there;
    for (const care::Episode& episode : later.episodes.rows)
        there.emplace(episode.child.value, episode.began_on.value_or(Day::never()));
    for (std::size_t i = 0; i < earlier.episodes.rows.size(); ++i) {
        const care::Episode& episode = earlier.episodes.rows[i];
        if (episode.ended_on ||
            there.contains({episode.child.value, episode.began_on.value_or(Day::never())}))
            continue;
        note(episode.child, "episode.vanished", place(earlier.episodes.origins[i]),
             "The episode of " + in_words(*episode.began_on) + " was open, and the return of " +
                 (later.year ? printed(*later.year) : later.name) + " does not have it.",
             "Add the episode to the later return, with its end if it has ended.");
    }
}

void Run::lay_over_each_other() {
    for (const ReturnTables& group : groups_) note_codes(group);
    for (std::size_t i = 1; i < groups_.size(); ++i)
        if (groups_[i - 1].year && groups_[i].year && *groups_[i - 1].year < *groups_[i].year)
            note_vanished(groups_[i - 1], groups_[i]);
    // Children: what should not change from year to year is compared before the newer row replaces the older.
    auto& children = reading_.records.children;
    std::vector<ReadTable<care::Child>*> headers;
    for (ReturnTables& group : groups_) headers.push_back(&group.children);
    struct Seen {
        const care::Child* row = nullptr;
        std::uint32_t file = 0;
    };
    std::vector<Seen> last(children.size());
    for (const auto* header : headers) {
        for (std::size_t i = 0; i < header->rows.size(); ++i) {
            const care::Child& row = header->rows[i];
            const care::ChildNumber number = ids_.find(row.id);
            Seen& before = last[number.value];
            const auto differs = [&](const char* what, const auto& a, const auto& b) {
                using Value = std::decay_t<decltype(a)>;
                if (a == Value{} || b == Value{} || a == b) return;
                note(number, "return.differs", place(header->origins[i]),
                     std::string("The ") + what + " is not that of the return before.",
                     "Find out which is right, and correct the other.");
            };
            if (before.row != nullptr && before.file != header->origins[i].file) {
                differs("sex", before.row->sex, row.sex);
                differs("date of birth", before.row->born_on, row.born_on);
                differs("ethnicity", before.row->ethnicity, row.ethnicity);
            }
            before = {&row, header->origins[i].file};
        }
    }
    std::vector<care::Child> merged;
    merge(headers, merged);
    for (care::Child& child : merged) children[ids_.find(child.id).value] = std::move(child);
    const auto merge_table = [&](auto member, auto& rows) {
        std::vector<std::remove_reference_t<decltype(groups_.front().*member)>*> tables;
        for (ReturnTables& group : groups_) tables.push_back(&(group.*member));
        merge(tables, rows.all());
    };
    auto& records = reading_.records;
    merge_table(&ReturnTables::episodes, records.episodes);
    merge_table(&ReturnTables::reviews, records.returned_reviews);
    merge_table(&ReturnTables::uasc, records.uasc);
    merge_table(&ReturnTables::health, records.health);
    merge_table(&ReturnTables::care_leavers, records.care_leavers);
    merge_table(&ReturnTables::adoptions, records.adoptions);
    merge_table(&ReturnTables::adoption_decisions, records.adoption_decisions);
    merge_table(&ReturnTables::earlier_permanence, records.earlier_permanence);
    merge_table(&ReturnTables::missing, records.missing);
    merge_table(&ReturnTables::worker_episodes, records.worker_episodes);
    merge_table(&ReturnTables::deprivations, records.deprivations);
}

template <class Row>
void Run::own_rows(std::uint32_t file, std::vector<Row>& into) {
    CsvReader reader(files_[file].name, files_[file].bytes);
    if (!reader.next()) {
        problems_.add(reader.problems());
        return;
    }
    std::vector<std::string> names;
    care::for_each_field<Row>([&](const auto& field) { names.emplace_back(field.name); });
    std::set<std::string> seen;
    for (std::size_t i = 0; i < reader.fields().size(); ++i) {
        const std::string column = lower(trim(reader.fields()[i]));
        const Place at{files_[file].name, reader.line(), static_cast<int>(i) + 1, {}};
        const bool known = std::find(names.begin(), names.end(), column) != names.end();
        const std::string near = known ? "" : nearest(column, names);
        if (!known)
            problems_.add({Problem::Kind::unknown_code, at,
                           "'" + column.substr(0, 40) + "' is no column of " +
                               std::string(care::Describe<Row>::table) + "." +
                               (near.empty() ? " Known: " + join(names, ", ") + "."
                                             : " Did you mean '" + near + "'?")});
        if (known && !seen.insert(column).second)
            problems_.add({Problem::Kind::conflict, at,
                           "The column '" + column + "' stands here twice. Take one out."});
    }
    care::for_each_field<Row>([&](const auto& field) {
        if (field.required && !seen.contains(std::string(field.name)))
            problems_.add({Problem::Kind::missing,
                           {files_[file].name, reader.line(), 0, {}},
                           "The column '" + std::string(field.name) +
                               "' is missing, and rows mean nothing without it. Add it."});
    });
    ReadTable<Row> table;
    read_csv(file, care::Style::own, table);
    merge<Row>({&table}, into);
}

void Run::read_tracker(const Waiting& waiting) {
    const auto read_into = [&]<class Row>(std::vector<Row>& list) {
        if (care::Describe<Row>::table == waiting.table) own_rows(waiting.file, list);
    };
    care::for_each_table(reading_.records, [&](auto& table) { read_into(care::rows_of(table)); });
}

// The places of what has an id of its own, among the rows read and among those that are known already.
template <class Rows, class Row, class Of>
class Named {
  public:
    Named(const Rows& read, const Rows& known, Id<Of> Row::*id)
        : read_(read.size(), IdOf{&read, id}), known_(known.size(), IdOf{&known, id}) {}
    bool has(std::string_view id) {
        return read_.find(id) != read_.nowhere || known_.find(id) != known_.nowhere;
    }

  private:
    struct IdOf {
        const Rows* rows;
        Id<Of> Row::*id;
        std::string_view operator()(std::uint32_t place) const { return ((*rows)[place].*id).text; }
    };
    PlaceByName<IdOf> read_;
    PlaceByName<IdOf> known_;
};

// Ids of officers and reviews that name nothing loaded.
void Run::look_for_references() {
    const care::Records& records = reading_.records;
    const care::Records nothing;
    const care::Records& before = options_.known != nullptr ? *options_.known : nothing;
    Named officers(records.officers, before.officers, &care::Officer::officer);
    Named reviews(records.review_details, before.review_details, &care::ReviewDetails::review);
    const auto look = [&](care::ChildNumber child, const std::string& id, auto& known, std::string_view table,
                          std::string_view what) {
        if (id.empty() || known.has(id)) return;
        note(child, "reference.unknown", std::string(table),
             "The " + std::string(what) + " '" + id + "' is not there.",
             "Correct the name, or add what it names.");
    };
    for (const auto& row : records.allocations.all())
        look(row.child, row.officer.text, officers, "allocations", "officer");
    for (const auto& row : records.review_details.all())
        look(row.child, row.officer.text, officers, "review_details", "officer");
    for (const auto& row : records.midways.all())
        look(row.child, row.officer.text, officers, "midways", "officer");
    for (const auto& row : records.contacts.all())
        look(row.child, row.officer.text, officers, "contacts", "officer");
    for (const auto& row : records.absences) {
        look({}, row.officer.text, officers, "absences", "officer");
        look({}, row.covered_by.text, officers, "absences", "officer");
    }
    for (const auto& row : records.stood_down) look({}, row.review.text, reviews, "stood_down", "review");
    for (const auto& row : records.attendance) look({}, row.review.text, reviews, "attendance", "review");
    for (const auto& row : records.decisions) look({}, row.review.text, reviews, "decisions", "review");
}

}  // namespace

Reading read_files(std::vector<NamedBytes> files, const ReadOptions& options,
                   const practice::Profile& profile, const care::CodeBook& codes) {
    return Run(std::move(files), options, profile, codes).read();
}

Reading read_folder(const std::filesystem::path& folder, const ReadOptions& options,
                    const practice::Profile& profile, const care::CodeBook& codes) {
    constexpr std::size_t largest_file_bytes = std::size_t{1} << 30;
    constexpr std::size_t most_files = 10'000;
    Reading refused;
    std::vector<MappedFile> mapped;
    std::vector<NamedBytes> files;
    std::error_code error;
    std::filesystem::recursive_directory_iterator walk(folder, error);
    if (error) {
        refused.problems.push_back(
            {Problem::Kind::not_found, {folder.string(), 0, 0, {}}, "There is no such folder."});
        return refused;
    }
    for (const auto& entry : walk) {
        const std::string name = entry.path().lexically_relative(folder).generic_string();
        if (!entry.is_regular_file(error) || entry.path().filename().string().starts_with('.')) continue;
        const std::string kind = lower(entry.path().extension().string());
        const bool asked =
            options.only.empty() ||
            std::any_of(options.only.begin(), options.only.end(), [&](const std::string& only) {
                return only == name || base_name(only) == base_name(name);
            });
        if (files.size() >= most_files || !asked || (kind != ".csv" && kind != ".xml")) {
            if (asked) files.push_back({name, {}});
            continue;
        }
        auto file = MappedFile::open(entry.path(), largest_file_bytes);
        if (!file) {
            for (Problem problem : file.problems()) {
                problem.place.file = name;
                refused.problems.push_back(std::move(problem));
            }
            continue;
        }
        mapped.push_back(std::move(file).value());
        files.push_back({name, mapped.back().bytes()});
    }
    if (!refused.problems.empty()) return refused;
    return read_files(std::move(files), options, profile, codes);
}

}  // namespace footprint::exchange
