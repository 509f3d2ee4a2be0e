#include "web/layout.h"

#include "web/static_files.h"

namespace footprint::web {

namespace {

Html head(const PageFrame& frame) {
    return Html(
        "<!DOCTYPE html>\n<html lang=\"en-GB\" class=\"govuk-template\"><head><meta charset=\"utf-8\"><title>"_html,
        frame.error ? "Error: "_html : Html(), frame.title, " - Footprint</title>"_html,
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\">"_html,
        "<meta name=\"theme-color\" content=\"#00567a\"><link rel=\"icon\" type=\"image/svg+xml\" href=\""_html,
        asset_address("footprint.svg"), "\"><link rel=\"stylesheet\" href=\""_html,
        asset_address("footprint.css"), "\"></head>"_html);
}

Html navigation(const PageFrame& frame) {
    std::vector<govuk::Link> items = {{"Start", "/"},
                                      {"Children", "/children"},
                                      {"Calendar", "/calendar"},
                                      {"Measures", "/measures"},
                                      {"Findings", "/findings"},
                                      {"Import", "/import"}};
    for (govuk::Link& item : items) item.current = item.href == frame.section;
    return govuk::service_navigation(frame.authority, "/", items);
}

}  // namespace

std::string whole_page(const PageFrame& frame, const Html& main) {
    Html html;
    html.reserve(main.text().size() + 8192);
    html += head(frame);
    // The scripts look for this class; its hash stands in the policy that the server sends.
    html +=
        "<body class=\"govuk-template__body\"><script>document.body.className += ' js-enabled' + ('noModule' "
        "in "
        "HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '');</script>"_html;
    html += govuk::skip_link("Skip to main content", "#main-content");
    html +=
        "<header><div class=\"govuk-generic-header\"><div class=\"govuk-generic-header__container "
        "govuk-width-container\">"
        "<div class=\"govuk-generic-header__logo\"><a href=\"/\" "
        "class=\"govuk-generic-header__homepage-link\">Footprint"
        "</a></div></div></div>"_html;
    html += navigation(frame);
    html += "</header><div class=\"govuk-width-container\">"_html;
    if (!frame.breadcrumbs.empty()) html += govuk::breadcrumbs(frame.breadcrumbs);
    html.put(
        "<main class=\"govuk-main-wrapper\" id=\"main-content\">"_html, main, "</main></div>"_html,
        "<footer class=\"govuk-footer\"><div class=\"govuk-width-container\"><p class=\"govuk-body-s\">"_html,
        frame.footer,
        "</p><p class=\"govuk-body-s\">One person on this machine uses this: there is no sign-in yet. Do not open it to "_html,
        "a network.</p></div></footer><script type=\"module\" src=\""_html, asset_address("footprint.js"),
        "\"></script></body></html>"_html);
    return html.take();
}

}  // namespace footprint::web
