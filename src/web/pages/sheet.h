// A form about one record of a child, or of the service itself: which of its columns it shows, what they are
// called, how they are typed; and how what was typed becomes the record.
//
// In      a picture of the records; what people type
// Out     fields; what stands against what was typed; the record, in a new version
// Shape   a sheet may show some of a record's columns: the others stay as they are. Whoever changes other
//         columns of the same record meanwhile is in nobody's way
// Errors  Problem: somebody else changed the same columns meanwhile
// Source  care/fields.h, by which each record tells its columns; docs/decisions/sheets.md
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casework/entries.h"
#include "web/pages/pages.h"

namespace footprint::web::pages {

// How a text is typed. All else is typed as what it is: a day, yes or no, a code, an officer.
enum class Typing : std::uint8_t { line, words, hidden };

struct SheetColumn {
    std::string_view name;   // as the record describes it
    std::string_view label;  // with the service's words in braces
    std::string_view hint = {};
    Typing typing = Typing::line;
};

// What stands in the fields, as people type it.
class Typed {
  public:
    std::string& operator[](std::string_view column);
    std::string_view at(std::string_view column) const;  // empty where there is no such field
    bool operator==(const Typed&) const = default;

  private:
    std::vector<std::pair<std::string_view, std::string>> fields_;
};

struct SheetAbout {
    // Behind a child's address, as "/contacts/{id}" or "/reviews/{id}/booking"; whole where it is of no
    // child, as "/officers/{id}/post".
    std::string_view pattern;
    std::string_view title;   // with the service's words in braces
    std::string_view act;     // what the journal says that somebody did
    std::string_view prefix;  // of the ids of new records; empty: none begins here
    care::Verb verb{};        // who may change it
    bool may_be_taken_back = true;
    std::span<const SheetColumn> columns;
    care::Verb reads = care::Verb::open_file;  // who may look at it
    bool comes_in_rows = false;                // one is often recorded after another
    bool is_of_child = true;                   // else it is the service's own, as an officer
};

// One record: whose it is, and its id.
struct RecordKey {
    std::uint32_t child = measures::none;  // none: no child's
    std::string id;
};

// One version of it, as far as the sheet shows it.
struct TypedVersion {
    Typed typed;
    store::StoredVersion stored;
};

enum class FieldShape : std::uint8_t { text, day, yes_no, choice, choices, officer };

// What follows the prefix of a new record's id.
std::string fresh_letters();

class Sheet {
  public:
    explicit Sheet(SheetAbout about) : about_(about) {}
    virtual ~Sheet() = default;
    Sheet(const Sheet&) = delete;
    Sheet& operator=(const Sheet&) = delete;

    const SheetAbout& about() const { return about_; }
    // As "contact" and "contacts".
    std::string_view kind() const { return collection().substr(0, collection().size() - 1); }
    std::string_view collection() const { return about_.pattern.substr(1, about_.pattern.find('/', 1) - 1); }
    std::string_view step() const { return about_.pattern.substr(about_.pattern.find('}') + 1); }
    std::string address(const View& view, const RecordKey& key) const;
    // Where another new one begins, with the hidden fields of this one.
    std::string address_of_another(const View& view, const RecordKey& key, const Typed& typed) const;
    // Where one goes on from a form that was saved: after a step, and after what belongs to a review, by the
    // review's page.
    virtual std::string address_after(const View& view, const RecordKey& key, const Typed& typed) const;
    // The id that the address names; nothing where it is no address of this sheet.
    std::optional<std::string> id_in(std::span<const std::string_view> parts) const;
    // An id for a new record, and whether a text may be one.
    std::string fresh_id() const;
    bool is_fresh(std::string_view id) const;

    // What stands in the form: fields that were not sent stay as they are.
    Typed read(const Form& form, Typed otherwise) const;
    // Every field of the form. Remarks: what stands against the fields.
    Html fields(const View& view, const Typed& typed, std::span<const casework::EntryRemark> remarks) const;
    Html read_only(const View& view, const Typed& typed) const;
    // As people read it; empty where nothing is typed.
    std::string in_words(const View& view, const SheetColumn& column, const Typed& typed) const;

    // The record as it stands; nothing where the child has none of this id.
    virtual std::optional<Typed> find(const View& view, const RecordKey& key) const = 0;
    // Whether a new one may begin at this id. REQUIRES: there is none
    virtual bool may_begin(const View& view, const RecordKey& key) const = 0;
    // What it begins with.
    virtual Typed blank(const View& view, const RecordKey& key) const = 0;
    // All its versions, the oldest first; those of the same columns in a row but the first are left out. Only
    // where it is the child's: nothing where it is another's.
    virtual std::optional<std::vector<TypedVersion>> versions(const View& view,
                                                              const RecordKey& key) const = 0;
    virtual std::vector<casework::EntryRemark> look_over(const View& view, const RecordKey& key,
                                                         const Typed& typed) const = 0;
    // What is told beside the words as they are typed, in a line; most sheets have nothing to tell.
    virtual std::string told_while_typing(const View& view, const RecordKey& key,
                                          const Typed& typed) const = 0;
    // Based on: the version of the records that the writer was shown. REQUIRES: nothing but doubts stands
    // against it.
    virtual Result<std::uint64_t> save(const View& view, const RecordKey& key, const Typed& typed,
                                       std::uint64_t based_on) const = 0;
    virtual Result<std::uint64_t> take_back(const View& view, const RecordKey& key,
                                            std::uint64_t based_on) const = 0;
    // Why it is not taken back, and what to do instead; empty where it may be.
    virtual std::string against_taking_back(const View& view, const RecordKey& key) const = 0;

  protected:
    virtual FieldShape shape_of(std::string_view column) const = 0;
    // Of a choice: its codes, and what they mean.
    virtual std::vector<practice::Choice> choices_of(const View& view, std::string_view column) const = 0;

  private:
    Html field(const View& view, const SheetColumn& column, const Typed& typed,
               const std::string& error) const;

    const SheetAbout about_;
};

// Every sheet there is. Their order is that of the table in docs/decisions/sheets.md.
const std::vector<const Sheet*>& sheets();

// The pages of a sheet.
Response record_form(const Sheet& sheet, const View& view, const Request& request);
Response change_record(const Sheet& sheet, const View& view, const Request& request, const Form& form);

// A code's meaning: the return's, else the service's own, else the code with spaces.
std::string meaning_of_code(const View& view, std::string_view set, std::string_view code);

}  // namespace footprint::web::pages
