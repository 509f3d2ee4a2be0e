#include "web/pages/sheet.h"

#include <algorithm>

#include "base/text.h"
#include "exchange/secrets.h"
#include "practice/own_words.h"
#include "web/pages/remarks.h"

namespace footprint::web::pages {

namespace {

// Letters that are not mistaken for each other, and of which no word can be made.
constexpr std::string_view signs_of_id = "bcdfghjkmnpqrstvwxz23456789";
constexpr std::size_t letters_of_id = 10;

bool is_chosen(std::string_view codes, std::string_view code) {
    const auto parts = split(codes, ';');
    return std::any_of(parts.begin(), parts.end(), [&](auto part) { return trim(part) == code; });
}

// Who is there, and whoever is chosen already.
std::vector<govuk::SelectItem> officers(const View& view, std::string_view chosen) {
    std::vector<govuk::SelectItem> items = {{"", "Not recorded", chosen.empty()}};
    add_iros(view, chosen, {}, items);
    return items;
}

}  // namespace

std::string& Typed::operator[](std::string_view column) {
    for (auto& [name, text] : fields_)
        if (name == column) return text;
    return fields_.emplace_back(column, std::string()).second;
}

std::string_view Typed::at(std::string_view column) const {
    for (const auto& [name, text] : fields_)
        if (name == column) return text;
    return {};
}

std::string Sheet::address(const View& view, const RecordKey& key) const {
    const std::string file =
        about_.is_of_child ? "/children/" + percent_encoded(view.snapshot.records().children[key.child].id)
                           : std::string();
    return file + "/" + std::string(collection()) + "/" + percent_encoded(key.id) + std::string(step());
}

std::string Sheet::address_of_another(const View& view, const RecordKey& key, const Typed& typed) const {
    std::string whole = address(view, {key.child, fresh_id()});
    char before = '?';
    for (const SheetColumn& column : about_.columns) {
        if (column.typing != Typing::hidden || typed.at(column.name).empty()) continue;
        whole += before + std::string(column.name) + "=" + percent_encoded(typed.at(column.name));
        before = '&';
    }
    return whole;
}

std::string Sheet::address_after(const View& view, const RecordKey& key, const Typed&) const {
    std::string whole = address(view, key);
    whole.resize(whole.size() - step().size());
    return whole + "?saved=yes";
}

std::optional<std::string> Sheet::id_in(std::span<const std::string_view> parts) const {
    const std::size_t place = about_.is_of_child ? 3 : 1;
    const std::size_t size = place + (step().empty() ? 2 : 3);
    if (parts.size() != size || parts[place] != collection()) return std::nullopt;
    if (about_.is_of_child && parts[1] != "children") return std::nullopt;
    if (!step().empty() && parts[place + 2] != step().substr(1)) return std::nullopt;
    return percent_decoded(parts[place + 1], false);
}

std::string Sheet::fresh_id() const {
    return std::string(about_.prefix) + fresh_letters();
}

std::string fresh_letters() {
    return exchange::random_letters(letters_of_id, signs_of_id);
}

bool Sheet::is_fresh(std::string_view id) const {
    if (about_.prefix.empty() || !id.starts_with(about_.prefix)) return false;
    id.remove_prefix(about_.prefix.size());
    return id.size() == letters_of_id && id.find_first_not_of(signs_of_id) == std::string_view::npos;
}

Typed Sheet::read(const Form& form, Typed otherwise) const {
    for (const SheetColumn& column : about_.columns) {
        if (!form.has(column.name)) continue;
        std::string text;
        for (const std::string_view part : form.all(column.name))
            if (!part.empty()) text += (text.empty() ? "" : ";") + std::string(part);
        otherwise[column.name] =
            shape_of(column.name) == FieldShape::choices ? text : std::string(form.text(column.name));
    }
    return otherwise;
}

Html Sheet::field(const View& view, const SheetColumn& column, const Typed& typed,
                  const std::string& error) const {
    const std::string name(column.name);
    const std::string label = in_own_words(view, column.label);
    const std::string hint = in_own_words(view, column.hint);
    const std::string value(typed.at(column.name));
    switch (shape_of(column.name)) {
        case FieldShape::yes_no:
            return govuk::radios({name,
                                  label,
                                  {{"yes", "Yes", is_chosen(value, "yes")},
                                   {"no", "No", is_chosen(value, "no")},
                                   {"", "Not known", value.empty()}},
                                  hint,
                                  error,
                                  true});
        case FieldShape::officer:
            return govuk::select({name, name, label, officers(view, value), hint, error});
        case FieldShape::choice: {
            std::vector<govuk::SelectItem> items = {{"", "Not recorded", value.empty()}};
            for (const practice::Choice& choice : choices_of(view, column.name))
                items.push_back({choice.code, choice.label, choice.code == value});
            return govuk::select({name, name, label, std::move(items), hint, error});
        }
        case FieldShape::choices: {
            govuk::Checkboxes boxes{name, label, hint, error, {}};
            for (const practice::Choice& choice : choices_of(view, column.name))
                boxes.items.push_back({choice.code, choice.label, {}, is_chosen(value, choice.code)});
            // Sent even where nothing is ticked, so that a tick can be taken away.
            return Html("<input type=\"hidden\" name=\""_html, name, "\" value=\"\">"_html,
                        govuk::checkboxes(boxes));
        }
        case FieldShape::day:
        case FieldShape::text:
            break;
    }
    const bool is_day = shape_of(column.name) == FieldShape::day;
    if (column.typing == Typing::hidden)
        return Html("<input type=\"hidden\" name=\""_html, name, "\" value=\""_html, value, "\">"_html);
    if (column.typing == Typing::words && !is_day)
        return govuk::textarea({name, name, label, hint, value, error});
    govuk::Input input;
    input.id = name;
    input.name = name;
    input.label = label;
    input.hint = hint;
    input.value = value;
    input.type = is_day ? "date" : "text";
    input.classes = is_day ? "govuk-input--width-10" : "govuk-input--width-20";
    input.error = error;
    return govuk::input(input);
}

Html Sheet::fields(const View& view, const Typed& typed,
                   std::span<const casework::EntryRemark> remarks) const {
    Html html;
    for (const SheetColumn& column : about_.columns)
        html += field(view, column, typed, error_on(remarks, column.name));
    return html;
}

std::string Sheet::in_words(const View& view, const SheetColumn& column, const Typed& typed) const {
    std::string value(typed.at(column.name));
    switch (shape_of(column.name)) {
        case FieldShape::day: {
            const auto day = parse_day(value);
            return day ? footprint::in_words(*day) : value;
        }
        case FieldShape::yes_no:
            return at_the_beginning(value);
        case FieldShape::officer:
            for (const care::Officer& officer : view.snapshot.records().officers)
                if (officer.officer.text == value) return name_of(officer);
            return value;
        case FieldShape::choice:
        case FieldShape::choices: {
            std::vector<std::string> words;
            for (const practice::Choice& choice : choices_of(view, column.name))
                if (is_chosen(value, choice.code)) words.push_back(choice.label);
            return words.empty() ? value : join(words, "; ");
        }
        case FieldShape::text:
            return value;
    }
    return value;
}

Html Sheet::read_only(const View& view, const Typed& typed) const {
    std::vector<govuk::SummaryRow> rows;
    for (const SheetColumn& column : about_.columns) {
        if (column.typing == Typing::hidden) continue;
        const std::string text = in_words(view, column, typed);
        rows.push_back(
            {in_own_words(view, column.label), Html(text.empty() ? "Not recorded" : text, Html())});
    }
    return govuk::summary_list(rows);
}

namespace {

// What an officer is, in the service's words; empty where they are the code's own.
std::string role_in_own_words(const View& view, std::string_view code) {
    const practice::Wording& words = words_of(view);
    if (code == "iro") return at_the_beginning(words.iro.one);
    if (code == "senior_iro") return "Senior " + words.iro.one;
    if (code == "firo") return "Fostering " + words.iro.one;
    if (code == "cp_chair") return "Child protection chair";
    if (code == "social_worker") return at_the_beginning(words.social_worker.one);
    return {};
}

}  // namespace

std::string meaning_of_code(const View& view, std::string_view set, std::string_view code) {
    if (set == "role")
        if (std::string role = role_in_own_words(view, code); !role.empty()) return role;
    if (set == "chaired" && code == "co") return "Yes, together with the " + words_of(view).iro.one;
    const std::string_view label = view.snapshot.ground().codes.label(set, code);
    if (label != code) return std::string(code) + ": " + std::string(label);
    const practice::Profile& profile = view.snapshot.ground().profile;
    for (const std::string& name : {std::string(set), std::string(set) + "s"})
        if (const auto* const list = practice::find_list(profile, name))
            return std::string(practice::label(*list, code));
    std::string words(code);
    std::replace(words.begin(), words.end(), '_', ' ');
    return at_the_beginning(std::move(words));
}

}  // namespace footprint::web::pages
