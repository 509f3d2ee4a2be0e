#include "casework/review_record.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "practice/own_words.h"
#include "practice/wording.h"

namespace footprint::casework {

namespace {

using care::Reader;
using care::RecordForm;

constexpr std::string_view mark = "not for";

// RecordPassages as they are written, a blank line between them.
std::vector<std::string> paragraphs_of(std::string_view text) {
    std::vector<std::string> all;
    std::string now;
    const auto end = [&] {
        if (!now.empty()) all.push_back(std::move(now));
        now.clear();
    };
    for (const std::string_view line : split(text, '\n')) {
        const std::string_view words = trim(line);
        if (words.empty()) {
            end();
        } else {
            now += (now.empty() ? "" : "\n") + std::string(words);
        }
    }
    end();
    return all;
}

std::string without_article(std::string_view name) {
    std::string one = lower(trim(name));
    for (const std::string_view article : {"the ", "their ", "and "})
        if (one.starts_with(article)) one.erase(0, article.size());
    return one;
}

std::optional<Reader> reader_called(std::string_view name, const practice::Profile& profile) {
    const std::string wanted = without_article(without_article(name));
    for (std::size_t i = 1; i < care::code_count<Reader>(); ++i) {
        const auto reader = static_cast<Reader>(i);
        std::string code(care::printed(reader));
        std::replace(code.begin(), code.end(), '_', ' ');
        if (wanted == code || wanted == lower(reader_in_words(reader, profile))) return reader;
    }
    return std::nullopt;
}

std::string readers_in_words(const practice::Profile& profile) {
    std::vector<std::string> names;
    for (std::size_t i = 1; i < care::code_count<Reader>(); ++i)
        names.push_back(lower(reader_in_words(static_cast<Reader>(i), profile)));
    return join(names, ", ");
}

// The names of "mother, father and school".
std::vector<std::string> names_in(std::string_view list) {
    std::vector<std::string> names;
    for (const std::string_view part : split(list, ',')) {
        std::string_view rest = part;
        for (std::size_t at = rest.find(" and "); at != std::string_view::npos; at = rest.find(" and ")) {
            names.emplace_back(trim(rest.substr(0, at)));
            rest.remove_prefix(at + 5);
        }
        names.emplace_back(trim(rest));
    }
    std::erase(names, std::string());
    return names;
}

std::string no_such_reader(const std::string& name, const std::string& known) {
    return "A passage is not for '" + name + "', and there is no such reader. " + known;
}

// Nothing: it is not for anybody until its mark is put right.
std::optional<RecordPassage> marked(const std::string& paragraph, const practice::Profile& profile,
                                    std::vector<std::string>& wrong) {
    const std::string known = "Write 'Not for', one or more of " + readers_in_words(profile) +
                              ", and a colon; or begin the passage with another word.";
    const std::size_t colon = paragraph.find(':');
    if (colon == std::string::npos || colon > paragraph.find('\n')) {
        wrong.push_back("A passage begins 'Not for' without saying whom, and a colon. " + known);
        return std::nullopt;
    }
    RecordPassage passage;
    for (const std::string& name :
         names_in(std::string_view(paragraph).substr(mark.size(), colon - mark.size()))) {
        const auto reader = reader_called(name, profile);
        if (!reader) {
            wrong.push_back(no_such_reader(name, known));
            return std::nullopt;
        }
        passage.not_for.push_back(*reader);
    }
    if (passage.not_for.empty()) {
        wrong.push_back("A passage begins 'Not for' and names nobody. " + known);
        return std::nullopt;
    }
    passage.text = std::string(trim(std::string_view(paragraph).substr(colon + 1)));
    return passage;
}

bool begins_with_mark(std::string_view paragraph) {
    return lower(paragraph.substr(0, mark.size())) == mark &&
           (paragraph.size() == mark.size() || paragraph[mark.size()] == ' ' ||
            paragraph[mark.size()] == ':');
}

// What stands in the record, by the heading that each form gives it; without one it is left out of that form.
struct Part {
    std::string care::ReviewRecord::*text;
    std::array<const char*, 3> headings;  // letter, Signs of Safety, minutes; in braces the service's words
};
constexpr Part parts[] = {
    {&care::ReviewRecord::child_said, {"What you told us", "What the child says", "The child's views"}},
    {&care::ReviewRecord::going_well, {"What is going well", "What is going well", "What is going well"}},
    {&care::ReviewRecord::worries,
     {"What people are worried about", "What are we worried about", "What people are worried about"}},
    {&care::ReviewRecord::needs_to_happen,
     {"What needs to happen", "What needs to happen", "What needs to happen"}},
};

std::size_t place_of(RecordForm form) {
    return form == RecordForm::not_recorded ? 0 : static_cast<std::size_t>(form) - 1;
}

class Composing {
  public:
    Composing(const Snapshot& snapshot, const care::ReviewDetails& review, const care::ReviewRecord& record,
              RecordForm form, Reader reader)
        : snapshot_(snapshot), review_(review), record_(record), reader_(reader) {
        made_.form = form == RecordForm::not_recorded ? RecordForm::letter : form;
    }

    Edition take() {
        add_beginning();
        for (const Part& part : parts) add(part);
        add_scale();
        add_decisions();
        add_end();
        return std::move(made_);
    }

  private:
    const practice::Profile& profile() const { return snapshot_.ground().profile; }
    std::string own(const char* text) const { return practice::in_own_words(text, profile().words); }
    std::string day() const {
        if (review_.held_on) return in_words(*review_.held_on);
        return review_.booked_on ? in_words(*review_.booked_on) : "a day that is not recorded";
    }
    // As the child wants to be called; empty where no name is recorded.
    std::string name_of_child() const {
        for (const care::ChildDetails& row : snapshot_.records().child_details.of(review_.child))
            return row.known_as.empty() ? row.first_name : row.known_as;
        return {};
    }
    std::string words_of_child() const {
        for (const care::ChildDetails& row : snapshot_.records().child_details.of(review_.child))
            return row.chosen_words;
        return {};
    }
    std::string officer() const {
        const std::uint32_t number = snapshot_.cohort().officer_number(review_.officer.text);
        return number == measures::none ? std::string() : snapshot_.officer_name(number);
    }

    void add_beginning() {
        const std::string name = name_of_child();
        const std::string words = words_of_child();
        if (made_.form == RecordForm::letter) {
            made_.title =
                (words.empty() ? own("Your {review}") : practice::at_the_beginning(words)) + ", " + day();
            made_.greeting = name.empty() ? "Hello," : "Dear " + name + ",";
            return;
        }
        made_.title = own("{Record of the review} of ") + day();
        if (made_.form == RecordForm::minutes) add_facts();
    }
    void add_fact(std::string name, std::string value) {
        if (!value.empty()) made_.facts.push_back({std::move(name), std::move(value)});
    }
    void add_facts() {
        add_fact("Held on", review_.held_on ? in_words(*review_.held_on) : std::string());
        add_fact("Where", review_.place);
        if (review_.mode != care::Mode::not_recorded)
            add_fact("How people met", spaced(care::printed(review_.mode)));
        add_fact("Chaired by", officer());
        std::string codes;
        for (const care::Participation code : review_.participation)
            codes += (codes.empty() ? "" : "; ") + std::string(snapshot_.ground().codes.label(code));
        add_fact("How the child took part", codes);
        std::string came;
        std::string wrote;
        for (const care::Attendance& row : snapshot_.records().attendance) {
            if (row.review != review_.review) continue;
            const std::string party(practice::label(profile().parties, care::printed(row.party)));
            if (row.attended == true) came += (came.empty() ? "" : ", ") + party;
            if (row.attended != true && row.views == true) wrote += (wrote.empty() ? "" : ", ") + party;
        }
        add_fact("Who came", came);
        add_fact("Who sent their views", wrote);
    }
    static std::string spaced(std::string_view code) {
        std::string words(code);
        std::replace(words.begin(), words.end(), '_', ' ');
        return words;
    }

    // What is for this reader.
    std::vector<std::string> for_reader(const std::string& text) {
        std::vector<std::string> kept;
        const RecordPassages passages = passages_of(text, profile());
        made_.held_back += passages.wrong.size();
        for (const RecordPassage& passage : passages.all) {
            if (std::find(passage.not_for.begin(), passage.not_for.end(), reader_) != passage.not_for.end()) {
                ++made_.held_back;
            } else {
                kept.push_back(passage.text);
            }
        }
        return kept;
    }
    void add(const Part& part) {
        EditionSection section{part.headings[place_of(made_.form)], for_reader(record_.*part.text)};
        if (!section.paragraphs.empty()) made_.sections.push_back(std::move(section));
    }
    void add_scale() {
        if (!record_.scale || made_.form == RecordForm::letter) return;
        made_.sections.push_back(
            {"On a scale of 0 to 10", {std::to_string(*record_.scale) + ", where 10 is as well as can be."}});
    }
    void add_decisions() {
        made_.decisions_heading =
            made_.form == RecordForm::letter ? std::string("What we agreed") : own("{Decisions}");
        for (const std::uint32_t place : snapshot_.decisions_of(review_.child.value)) {
            const care::Decision& row = snapshot_.records().decisions[place];
            if (row.review == review_.review) made_.decisions.push_back(&row);
        }
    }
    void add_end() {
        made_.closing = join(for_reader(record_.closing), "\n");
        made_.signature = officer();
        if (!made_.signature.empty() && made_.form == RecordForm::letter)
            made_.signature += own(", your {IRO}");
    }

    const Snapshot& snapshot_;
    const care::ReviewDetails& review_;
    const care::ReviewRecord& record_;
    const Reader reader_;
    Edition made_;
};

}  // namespace

RecordPassages passages_of(std::string_view text, const practice::Profile& profile) {
    RecordPassages passages;
    for (std::string& paragraph : paragraphs_of(text)) {
        if (!begins_with_mark(paragraph)) {
            passages.all.push_back({std::move(paragraph), {}});
        } else if (auto passage = marked(paragraph, profile, passages.wrong)) {
            passages.all.push_back(std::move(*passage));
        }
    }
    return passages;
}

std::string reader_in_words(care::Reader reader, const practice::Profile& profile) {
    if (reader == Reader::child) return "Child";
    return std::string(practice::label(profile.parties, care::printed(reader)));
}

const care::ReviewRecord* record_of(const Snapshot& snapshot, const Id<care::ReviewDetails>& review) {
    const auto& all = snapshot.records().review_records;
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const care::ReviewRecord& row) { return row.review == review; });
    return found == all.end() ? nullptr : &*found;
}

Edition edition_of(const Snapshot& snapshot, const care::ReviewDetails& review,
                   const care::ReviewRecord& record, RecordForm form, Reader reader) {
    return Composing(snapshot, review, record, form, reader).take();
}

std::vector<const care::Recipient*> recipients_of(const Snapshot& snapshot,
                                                  const Id<care::ReviewDetails>& review) {
    std::vector<const care::Recipient*> all;
    for (const care::Recipient& row : snapshot.records().recipients)
        if (row.review == review) all.push_back(&row);
    std::stable_sort(all.begin(), all.end(), [](const auto* a, const auto* b) {
        return a->reader != b->reader ? a->reader < b->reader : a->name < b->name;
    });
    return all;
}

std::vector<Reader> readers_to_add(const Snapshot& snapshot, const Id<care::ReviewDetails>& review) {
    const auto there = recipients_of(snapshot, review);
    const auto is_missing = [&](Reader reader) {
        return std::none_of(there.begin(), there.end(),
                            [&](const auto* row) { return row->reader == reader; });
    };
    std::vector<Reader> missing;
    if (is_missing(Reader::child)) missing.push_back(Reader::child);
    for (const care::Attendance& row : snapshot.records().attendance) {
        if (row.review != review || (row.invited == false && row.attended != true)) continue;
        const auto reader = care::parse_code<Reader>(care::printed(row.party));
        if (reader && *reader != Reader::not_recorded && is_missing(*reader)) missing.push_back(*reader);
    }
    std::sort(missing.begin(), missing.end());
    return missing;
}

std::vector<const care::Objection*> objections_of(const Snapshot& snapshot,
                                                  const Id<care::ReviewDetails>& review) {
    std::vector<const care::Objection*> all;
    for (const care::Objection& row : snapshot.records().objections)
        if (row.review == review) all.push_back(&row);
    return all;
}

const care::Objection* objection_to(const std::vector<const care::Objection*>& objections,
                                    const Id<care::Decision>& decision) {
    const auto found = std::find_if(objections.begin(), objections.end(),
                                    [&](const auto* row) { return row->decision == decision; });
    return found == objections.end() ? nullptr : *found;
}

AgreementOn agreement_of(const Snapshot& snapshot, const care::ReviewDetails& review,
                         const care::Objection* objection) {
    if (objection != nullptr && objection->answered_on) return {Agreement::answered, *objection->answered_on};
    if (objection != nullptr && objection->raised_on) return {Agreement::objected_to, *objection->raised_on};
    if (!review.decisions_sent_on) return {Agreement::not_sent, Day::never()};
    const Day last = snapshot.cohort().calendar().add(
        *review.decisions_sent_on, snapshot.ground().profile.manager_objection_working_days);
    return {snapshot.as_at() > last ? Agreement::agreed_by_silence : Agreement::may_be_objected_to, last};
}

}  // namespace footprint::casework
