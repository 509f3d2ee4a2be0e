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
    if (frame.navigation.empty()) return {};
    std::vector<govuk::Link> items = frame.navigation;
    for (govuk::Link& item : items) item.current = item.href == frame.section;
    return govuk::service_navigation(frame.authority, "/", items);
}

// Whoever shares a machine must see under whose name they are at work.
Html who(const PageFrame& frame) {
    if (frame.person.empty()) return {};
    return Html(
        "<div class=\"govuk-width-container fp-person\"><span>Signed in as "_html, frame.person,
        "</span><a class=\"govuk-link\" href=\"/account\">Your account</a>"_html,
        "<form method=\"post\" action=\"/sign-out\"><input type=\"hidden\" name=\"form_key\" value=\""_html,
        frame.form_key,
        "\"><button class=\"fp-as-link govuk-link\" type=\"submit\">Sign out</button></form></div>"_html);
}

Html footer(const PageFrame& frame) {
    Html html("<footer class=\"govuk-footer\"><div class=\"govuk-width-container\">"_html, Html());
    if (!frame.footer.empty()) html.put("<p class=\"govuk-body-s\">"_html, frame.footer, "</p>"_html);
    if (frame.is_alone)
        html +=
            "<p class=\"govuk-body-s\">One person on this machine uses this, without sign-in. Do not open it to a network.</p>"_html;
    return html.put("</div></footer>"_html);
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
    html += who(frame);
    html += "</header><div class=\"govuk-width-container\">"_html;
    if (!frame.breadcrumbs.empty()) html += govuk::breadcrumbs(frame.breadcrumbs);
    html.put("<main class=\"govuk-main-wrapper\" id=\"main-content\">"_html, main, "</main></div>"_html,
             footer(frame), "<script type=\"module\" src=\""_html, asset_address("footprint.js"),
             "\"></script></body></html>"_html);
    return html.take();
}

}  // namespace footprint::web
