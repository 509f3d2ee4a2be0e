// The pages, each over a picture of the records that does not change while it is made.
//
// In      the picture; the request
// Out     an answer
// Errors  what is not there is an answer 404 that says what to do
#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <string>

#include "web/application.h"
#include "web/govuk.h"
#include "web/html.h"
#include "web/request.h"
#include "web/response.h"

namespace footprint::web::pages {

struct View {
    const Application& application;
    const casework::Snapshot& snapshot;
};

Response start(const View& view, const Request& request);
Response children(const View& view, const Request& request);
Response child(const View& view, const Request& request);
Response calendar(const View& view, const Request& request);
Response measures(const View& view, const Request& request);
Response measure(const View& view, const Request& request);
Response behind(const View& view, const Request& request);
Response findings(const View& view, const Request& request);
Response import_form(const View& view, const Request& request);

// Imports that were shown and wait to be taken over; the oldest makes room.
class PendingImports {
  public:
    std::string keep(casework::ImportPreview preview);
    std::shared_ptr<const casework::ImportPreview> take(std::string_view token);

  private:
    std::mutex mutex_;
    std::deque<std::pair<std::string, std::shared_ptr<const casework::ImportPreview>>> waiting_;
};
Response preview_import(const Application& application, PendingImports& imports, const Request& request);
Response take_over_import(const Application& application, PendingImports& imports, const Request& request);

Response problems_page(const Problems& problems);
Response not_found(const View& view, std::string_view what);

// What pages share.
Response made(const View& view, std::string title, std::string section, std::vector<govuk::Link> breadcrumbs,
              const Html& main, int status = 200);
Html heading(std::string_view text);
Html child_link(const View& view, std::uint32_t child);
Html state_tag(const law::Requirement& requirement, Day as_at);
Html scrolling(std::string_view name, const Html& table);
std::string day_text(Day day);
// The booking for the next review, and whether it comes too late.
Html booking(const casework::ChildLine& line, std::string_view none);
std::string review_name(const law::Requirement& requirement);
// A page's number out of the query, within 1 and `pages`.
int page_number(const Request& request, int pages);
// The query without the page's number, ready for it to be put behind.
std::string query_for_pages(const Request& request);

}  // namespace footprint::web::pages
