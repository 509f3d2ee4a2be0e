#include "casework/own_file.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "care/fields.h"
#include "care/values.h"

namespace footprint::casework {

namespace {

// Words for people near a child. Whoever worked for the child is none of them: that a social worker is named
// is no reason to take a passage out.
constexpr std::array<std::string_view, 44> people = {
    "mother",     "mum",       "mummy",       "father",      "dad",         "daddy",        "parent",
    "parents",    "brother",   "brothers",    "sister",      "sisters",     "sibling",      "siblings",
    "step",       "half",      "grandmother", "grandfather", "grandparent", "grandparents", "nan",
    "gran",       "grandad",   "aunt",        "auntie",      "uncle",       "cousin",       "cousins",
    "carer",      "carers",    "foster",      "friend",      "friends",     "partner",      "boyfriend",
    "girlfriend", "neighbour", "family",      "relative",    "relatives",   "baby",         "wife",
    "husband",    "stepfather"};
constexpr std::array<std::string_view, 5> titles = {"mr", "mrs", "ms", "miss", "mx"};

struct Named {
    std::string_view table;
    std::string_view title;
};
constexpr std::array<Named, 29> sections = {
    {{"Header", "Who you are"},
     {"children", "Your names and words"},
     {"Episodes", "Times in care and where you lived"},
     {"Reviews", "Reviews as returned to the Department for Education"},
     {"UASC", "Arriving in this country alone"},
     {"OC2", "Health of each year"},
     {"OC3", "After leaving care"},
     {"AD1", "Adoption"},
     {"PlacedAdoption", "Decisions about adoption"},
     {"PrevPerm", "Earlier permanent homes"},
     {"Missing", "Times when you were missing"},
     {"SWEpisodes", "Your social workers"},
     {"DoLo", "Deprivation of liberty"},
     {"allocations", "Who reviewed your care plan"},
     {"review_details", "Reviews"},
     {"midways", "Checks between reviews"},
     {"contacts", "Contacts with you"},
     {"events", "Events that mattered"},
     {"conferences", "Child protection conferences"},
     {"proceedings", "Proceedings in court"},
     {"hearings", "Hearings"},
     {"permanence", "Steps to a permanent home"},
     {"siblings", "Families to which you belong"},
     {"wishes", "What you wished"},
     {"stood_down", "Reviews that were put off"},
     {"attendance", "Who took part in reviews"},
     {"objections", "What managers had against decisions"},
     {"review_records", "What was written of reviews"},
     {"recipients", "Who was sent what was written"}}};

// Columns of the return, which are short for machines.
constexpr std::array<Named, 50> columns = {{{"CHILD", "Id"},
                                            {"SEX", "Sex"},
                                            {"DOB", "Born"},
                                            {"ETHNIC", "Ethnicity"},
                                            {"UPN", "Pupil number"},
                                            {"MOTHER", "Is a mother"},
                                            {"MC_DOB", "Own child born"},
                                            {"DECOM", "From"},
                                            {"RNE", "Why it began"},
                                            {"LS", "Legal status"},
                                            {"CIN", "Main need"},
                                            {"PLACE", "Kind of home"},
                                            {"PLACE_PROVIDER", "Provided by"},
                                            {"DEC", "Until"},
                                            {"REC", "Why it ended"},
                                            {"REASON_PLACE_CHANGE", "Why you moved"},
                                            {"HOME_POST", "Postcode of your family home"},
                                            {"PL_POST", "Postcode where you lived"},
                                            {"URN", "Number of the children's home"},
                                            {"REVIEW", "Held"},
                                            {"REVIEW_CODE", "How you took part"},
                                            {"DUC", "Until"},
                                            {"SDQ_SCORE", "Score of strengths and difficulties"},
                                            {"SDQ_REASON", "Why there is no score"},
                                            {"CONVICTED", "Convicted"},
                                            {"HEALTH_CHECK", "Health check"},
                                            {"IMMUNISATIONS", "Immunised"},
                                            {"TEETH_CHECK", "Teeth checked"},
                                            {"HEALTH_ASSESSMENT", "Health assessed"},
                                            {"SUBSTANCE_MISUSE", "Drugs or alcohol"},
                                            {"INTERVENTION_RECEIVED", "Help received"},
                                            {"INTERVENTION_OFFERED", "Help offered"},
                                            {"IN_TOUCH", "In touch"},
                                            {"ACTIV", "Doing"},
                                            {"ACCOM", "Living"},
                                            {"DATE_INT", "Decided that you should be adopted"},
                                            {"DATE_MATCH", "Matched"},
                                            {"FOSTER_CARE", "By former foster carers"},
                                            {"NB_ADOPTR", "Number of adopters"},
                                            {"SEX_ADOPTR", "Sex of adopters"},
                                            {"LS_ADOPTR", "Status of adopters"},
                                            {"DATE_PLACED", "Decided on"},
                                            {"DATE_PLACED_CEASED", "Ended on"},
                                            {"REASON_PLACED_CEASED", "Why it ended"},
                                            {"PREV_PERM", "Kind"},
                                            {"LA_PERM", "Authority"},
                                            {"DATE_PERM", "When"},
                                            {"MISSING", "Missing or away without leave"},
                                            {"MIS_START", "From"},
                                            {"MIS_END", "Until"}}};

std::string label_of(std::string_view column) {
    for (const Named& named : columns)
        if (named.table == column) return std::string(named.title);
    std::string label(column);
    std::replace(label.begin(), label.end(), '_', ' ');
    if (label.starts_with("SW ")) label = "Social worker: " + lower(label.substr(3));
    if (label.starts_with("DOLO ")) label = lower(label.substr(5));
    if (!label.empty() && label.front() >= 'a' && label.front() <= 'z')
        label.front() = static_cast<char>(label.front() - 32);
    return label;
}

std::string title_of(std::string_view table) {
    for (const Named& named : sections)
        if (named.table == table) return std::string(named.title);
    return std::string(table);
}

bool is_of_a_word(char sign) {
    return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') || (sign >= '0' && sign <= '9') ||
           sign == '\'' || sign == '-' || static_cast<unsigned char>(sign) >= 0x80;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    for (const char sign : text) {
        if (is_of_a_word(sign)) {
            word += sign;
        } else if (!word.empty()) {
            words.push_back(lower(std::exchange(word, {})));
        }
    }
    if (!word.empty()) words.push_back(lower(word));
    // "Tom's" is about Tom.
    for (std::string& one : words)
        if (one.ends_with("'s")) one.resize(one.size() - 2);
    return words;
}

bool is_about_others(std::string_view sentence, const std::vector<std::string>& names) {
    const auto words = words_of(sentence);
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return std::find(people.begin(), people.end(), word) != people.end() ||
               std::find(titles.begin(), titles.end(), word) != titles.end() ||
               std::binary_search(names.begin(), names.end(), word);
    });
}

std::string moment_text(Moment moment) {
    return in_words(day_of(moment)) + ", " + iso(moment).substr(11, 5) + " UTC";
}

// A postcode may be somebody else's address.
template <class Value>
constexpr bool is_short_text = false;
template <std::size_t N>
constexpr bool is_short_text<care::ShortText<N>> = true;

// What is somebody's file, unlike the authority, its officers, its population.
template <class Row>
constexpr bool is_of_a_file = requires(const Row& row) {
    row.child == care::ChildNumber{};
}
|| requires(const Row& row) {
    row.review.text;
}
|| std::is_same_v<Row, care::Child>;

// Walks over all tables and takes what belongs to the child.
class Collecting {
  public:
    Collecting(const Snapshot& snapshot, std::uint32_t child) : snapshot_(snapshot), child_{child} {
        for (const auto& row : snapshot.records().review_details.of(child_)) reviews_.insert(row.review.text);
        for (const care::ChildDetails& row : snapshot.records().child_details.all()) {
            if (row.child == child_) continue;
            for (const std::string* name : {&row.first_name, &row.last_name, &row.known_as})
                for (const std::string& word : words_of(*name))
                    if (word.size() > 2) names_.push_back(word);
        }
        const auto own = snapshot.records().child_details.of(child_);
        std::sort(names_.begin(), names_.end());
        names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
        for (const care::ChildDetails& row : own)
            for (const std::string* name : {&row.first_name, &row.last_name, &row.known_as})
                for (const std::string& word : words_of(*name)) std::erase(names_, word);
    }

    template <class Table>
    void operator()(const Table& table) {
        using Row = std::remove_cvref_t<decltype(table[0])>;
        FileSection section{title_of(care::Describe<Row>::table), {}};
        if constexpr (std::is_same_v<Row, care::Child>) {
            section.records.push_back(record_of(table[child_.value]));
        } else if constexpr (requires(const Row& row) { row.child == care::ChildNumber{}; }) {
            for (const Row& row : table)
                if (row.child == child_) section.records.push_back(record_of(row));
        } else if constexpr (requires(const Row& row) { row.review.text; }) {
            for (const Row& row : table)
                if (reviews_.contains(row.review.text)) section.records.push_back(record_of(row));
        }
        if constexpr (std::is_same_v<Row, care::Decision>)
            section.title = at_front(snapshot_.ground().profile.words.decision.many);
        if (!section.records.empty()) sections.push_back(std::move(section));
    }

    // What was replaced of one kind of record.
    template <class Row>
    void add_earlier(const std::vector<store::Version<Row>>& versions) {
        FileSection section{"Earlier versions: " + title_of(care::Describe<Row>::table), {}};
        for (const store::Version<Row>& version : versions) {
            if (!version.stored.replaced_at || version.stored.withdrawn) continue;
            FileRecord record = record_of(version.row);
            record.insert(record.begin(),
                          {{"Recorded", {{moment_text(version.stored.recorded_at), false}}},
                           {"By", {{version.stored.recorded_by, false}}},
                           {"Replaced", {{moment_text(*version.stored.replaced_at), false}}}});
            section.records.push_back(std::move(record));
        }
        if (!section.records.empty()) sections.push_back(std::move(section));
    }

    std::vector<FileSection> sections;

  private:
    static std::string at_front(std::string text) { return practice::at_the_beginning(std::move(text)); }

    template <class Row>
    FileRecord record_of(const Row& row) const {
        FileRecord record;
        care::for_each_field<Row>([&]<class Value>(const care::Field<Row, Value>& field) {
            const Value& value = row.*field.member;
            const std::string text = text_of(value);
            if (text.empty()) return;
            if constexpr (std::is_same_v<Value, std::string>)
                record.push_back({label_of(field.name), passages_of(text, names_), true});
            else
                record.push_back({label_of(field.name), {{text, false}}, is_short_text<Value>});
        });
        return record;
    }

    template <class Value>
    std::string text_of(const Value& value) const {
        if constexpr (std::is_same_v<Value, care::ChildNumber>) {
            return {};
        } else if constexpr (std::is_same_v<Value, std::optional<Day>>) {
            return value ? in_words(*value) : std::string();
        } else if constexpr (std::is_same_v<Value, std::optional<bool>>) {
            return value ? (*value ? "Yes" : "No") : std::string();
        } else if constexpr (std::is_same_v<Value, Id<care::Officer>>) {
            for (const care::Officer& officer : snapshot_.records().officers)
                if (officer.officer == value) return officer.name.empty() ? value.text : officer.name;
            return value.text;
        } else if constexpr (std::is_same_v<Value, std::string>) {
            return value;
        } else if constexpr (care::IsCode<Value>) {
            const std::string_view label = snapshot_.ground().codes.label(value);
            return std::string(label.empty() ? care::printed(value) : label);
        } else {
            return care::print_value(value, care::Style::own);
        }
    }

    const Snapshot& snapshot_;
    care::ChildNumber child_;
    std::set<std::string> reviews_;
    std::vector<std::string> names_;  // of other children, in small letters and in order
};

}  // namespace

std::vector<Passage> passages_of(const std::string& text, const std::vector<std::string>& names_of_others) {
    std::vector<Passage> passages;
    std::size_t from = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool ends = text[at] == '\n' || ((text[at] == '.' || text[at] == '!' || text[at] == '?') &&
                                               at + 1 < text.size() && text[at + 1] == ' ');
        if (!ends && at + 1 < text.size()) continue;
        const std::string_view sentence = std::string_view(text).substr(from, at + 1 - from);
        if (!trim(sentence).empty())
            passages.push_back({std::string(trim(sentence)), is_about_others(sentence, names_of_others)});
        from = at + 1;
    }
    return passages;
}

std::vector<FileSection> own_file(const Snapshot& snapshot, std::uint32_t child) {
    Collecting collecting(snapshot, child);
    care::for_each_table(snapshot.records(), [&](const auto& table) {
        using Row = std::remove_cvref_t<decltype(table[0])>;
        if constexpr (is_of_a_file<Row>) collecting(care::rows_of(table));
    });
    return std::move(collecting.sections);
}

std::vector<FileSection> earlier_versions(Casework& casework, const Snapshot& snapshot, std::uint32_t child) {
    Collecting collecting(snapshot, child);
    const std::string& id = snapshot.records().children[child].id;
    care::for_each_table(snapshot.records(), [&](const auto& table) {
        using Row = std::remove_cvref_t<decltype(table[0])>;
        if constexpr (is_of_a_file<Row>)
            collecting.add_earlier(
                casework.store().versions_about<Row>(casework.authority(), snapshot.records(), id));
    });
    return std::move(collecting.sections);
}

FileSection readings_of(Casework& casework, const Snapshot& snapshot, std::uint32_t child) {
    constexpr std::size_t at_once = 1000;
    FileSection section{"Who opened your file", {}};
    const auto lists = casework.access(casework.access_version());
    store::JournalQuestion question;
    question.child = snapshot.records().children[child].id;
    question.verb = "open_file";
    question.limit = at_once;
    for (;;) {
        const auto entries = casework.journal(question);
        for (const store::JournalEntry& entry : entries) {
            const care::Account* const account = lists->find(entry.who);
            section.records.push_back({{"When", {{moment_text(entry.at), false}}},
                                       {"Who", {{account == nullptr ? entry.who : account->name, false}}},
                                       {"What", {{entry.what, false}}}});
        }
        if (entries.size() < at_once) return section;
        question.before = entries.back().number;
    }
}

}  // namespace footprint::casework
