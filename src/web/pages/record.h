// What the pages of one record share: which record an address means, what its form holds, and its drafts.
//
// In      a sheet; a request; what was sent
// Out     the record asked for; the form
// Errors  none: what is not there is nothing
// Source  docs/decisions/sheets.md
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "web/pages/sheet.h"

namespace footprint::web::pages {

// Stands: nothing where it is a new one.
struct AskedRecord {
    const Sheet* sheet = nullptr;
    RecordKey key;
    std::string address;
    std::optional<Typed> stands;
    bool is_of_child() const { return sheet->about().is_of_child; }
};

// What the form holds: the record's words, a draft's, or what was sent just now.
struct Written {
    Typed typed;
    std::uint64_t based_on = 0;
    Moment draft = {};  // when the draft was kept that the page shows; nought: none was there
};

// Nothing where there is none that the person may know of, and none may begin there.
std::optional<AskedRecord> record_asked_for(const Sheet& sheet, const View& view, const Request& request);
// The record at an address, as a draft names it.
std::optional<AskedRecord> record_at(const View& view, std::string_view place);
bool may_change(const View& view, const AskedRecord& asked);

Written written(const AskedRecord& asked, const View& view, const Form& form);
std::string as_draft(const Sheet& sheet, const Typed& typed);
std::optional<Written> from_draft(const AskedRecord& asked, const View& view, const store::Draft& draft);

struct RecordForm {
    std::vector<casework::EntryRemark> remarks = {};
    bool asks_whether_sure = false;
    bool has_draft = false;
};
Html form_of(const View& view, const AskedRecord& asked, const Written& now, const RecordForm& form = {});
Response whole(const View& view, const AskedRecord& asked, const Html& main, int status = 200);
// The sheet's title under whose it is.
Html heading_of(const View& view, const AskedRecord& asked);
Response no_such_record(const View& view, const Sheet& sheet);
std::string title_of(const View& view, const Sheet& sheet);

// The draft that another window kept, and what this one holds.
Response show_both_drafts(const View& view, const AskedRecord& asked, Written mine,
                          const store::Draft& stored);
Html sharing_form(const View& view, const AskedRecord& asked, const store::Draft& draft);
// What colleagues are writing here and let this person read.
Html shared_drafts(const View& view, const AskedRecord& asked);
Html about_draft(const AskedRecord& asked, const store::Draft& draft, bool is_shown);
// The draft of these words, also where it was kept on the way here. Another one, which another window kept
// since, stays and is shown.
void drop_what_was_saved(const View& view, const AskedRecord& asked, const Written& saved);

}  // namespace footprint::web::pages
