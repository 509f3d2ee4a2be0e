#include "web/routes.h"

#include "web/layout.h"
#include "web/pages/pages.h"
#include "web/static_files.h"

namespace footprint::web {

namespace {

// A page over the records as they are now.
Respond over_records(const Application& application, Response (*make)(const pages::View&, const Request&)) {
    return [&application, make](const Request& request) {
        const auto snapshot = application.casework.read({application.today(), std::nullopt, std::nullopt});
        if (!snapshot) return pages::problems_page(snapshot.problems());
        return make({application, **snapshot}, request);
    };
}

}  // namespace

std::vector<Route> routes(const Application& application) {
    constexpr std::uint64_t import_bytes = std::uint64_t{256} << 20;
    auto imports = std::make_shared<pages::PendingImports>();
    return {
        {Method::get, "/", over_records(application, pages::start)},
        {Method::get, "/children", over_records(application, pages::children)},
        {Method::get, "/children/{child}", over_records(application, pages::child)},
        {Method::get, "/calendar", over_records(application, pages::calendar)},
        {Method::get, "/measures", over_records(application, pages::measures)},
        {Method::get, "/measures/{measure}", over_records(application, pages::measure)},
        {Method::get, "/measures/{measure}/children", over_records(application, pages::behind)},
        {Method::get, "/findings", over_records(application, pages::findings)},
        {Method::get, "/import", over_records(application, pages::import_form)},
        {Method::post, "/import",
         [&application, imports](const Request& request) {
             return pages::preview_import(application, *imports, request);
         },
         import_bytes, true},
        {Method::post, "/import/take-over",
         [&application, imports](const Request& request) {
             return pages::take_over_import(application, *imports, request);
         },
         64 * 1024, true},
        {Method::get, "/assets/{path*}", static_file},
    };
}

std::string sorry_page(const Sorry& sorry) {
    Html main("<h1 class=\"govuk-heading-l\">"_html, sorry.heading, "</h1><p class=\"govuk-body\">"_html,
              sorry.text, "</p>"_html);
    if (!sorry.number.empty())
        main.put("<p class=\"govuk-body\">Its number is <strong>"_html, sorry.number,
                 "</strong>. The log has the rest under that number.</p>"_html);
    main += "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/\">Go to the start page</a></p>"_html;
    return whole_page({std::string(sorry.heading), {}, {}, "Footprint", "", true}, main);
}

}  // namespace footprint::web
