#include "web/pages/remarks.h"

#include <algorithm>

#include "base/text.h"
#include "web/govuk.h"

namespace footprint::web::pages {

namespace {

constexpr char between_doubts = '|';

}  // namespace

bool are_doubts(Remarks remarks) {
    return !remarks.empty() &&
           std::all_of(remarks.begin(), remarks.end(), [](const auto& remark) { return remark.is_doubt; });
}

std::string error_on(Remarks remarks, std::string_view column) {
    std::string error;
    for (const casework::EntryRemark& remark : remarks)
        if (remark.column == column) error += (error.empty() ? "" : " ") + remark.message;
    return error;
}

int status_of(Remarks remarks) {
    const bool names_nobody =
        std::any_of(remarks.begin(), remarks.end(),
                    [](const casework::EntryRemark& remark) { return remark.is_unknown; });
    return names_nobody ? 404 : 400;
}

Html head_of_remarks(Remarks remarks) {
    if (remarks.empty()) return {};
    std::vector<govuk::Link> links;
    for (const casework::EntryRemark& remark : remarks)
        links.push_back({remark.message, "#" + std::string(remark.column)});
    return govuk::error_summary(are_doubts(remarks) ? "Is this right?" : "There is a problem", links);
}

std::string doubts_shown(Remarks remarks) {
    std::string shown;
    for (const casework::EntryRemark& remark : remarks) {
        if (!remark.is_doubt) continue;
        if (!shown.empty()) shown += between_doubts;
        shown += remark.message;
    }
    return shown;
}

void drop_what_is_sure(std::vector<casework::EntryRemark>& remarks, const Form& form) {
    const std::string_view sure = form.text("sure");
    const auto shown = split(sure, between_doubts);
    std::erase_if(remarks, [&](const casework::EntryRemark& remark) {
        return remark.is_doubt &&
               (sure == "yes" || std::find(shown.begin(), shown.end(), remark.message) != shown.end());
    });
}

}  // namespace footprint::web::pages
