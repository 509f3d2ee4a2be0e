#include "web/pages/remarks.h"

#include <algorithm>
#include <vector>

#include "web/govuk.h"

namespace footprint::web::pages {

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

Html head_of_remarks(Remarks remarks) {
    if (remarks.empty()) return {};
    std::vector<govuk::Link> links;
    for (const casework::EntryRemark& remark : remarks)
        links.push_back({remark.message, "#" + std::string(remark.column)});
    return govuk::error_summary(are_doubts(remarks) ? "Is this right?" : "There is a problem", links);
}

}  // namespace footprint::web::pages
