#include "web/html.h"

#include <gtest/gtest.h>

#include "support/property.h"

namespace footprint::web {
namespace {

TEST(Html, EscapesWhatIsNoHtml) {
    EXPECT_EQ(Html("<p>"_html, "<script>alert('x') & \"y\"</script>", "</p>"_html).text(),
              "<p>&lt;script&gt;alert(&#39;x&#39;) &amp; &quot;y&quot;&lt;/script&gt;</p>");
    EXPECT_EQ(Html("a"_html, 12, "b"_html).text(), "a12b");
    EXPECT_EQ(Html(std::string("\x01"), Html()).text(), "\xEF\xBF\xBD");
    EXPECT_EQ(Html(std::string("\xFF\xFE"), Html()).text(), "\xEF\xBF\xBD");
}

TEST(Html, NoTextEverBecomesATag) {
    tests::for_all("no text becomes a tag", [](const std::string& text) {
        const std::string made = Html(text, Html()).text();
        RC_ASSERT(made.find_first_of("<>\"'") == std::string::npos);
        for (std::size_t at = made.find('&'); at != std::string::npos; at = made.find('&', at + 1)) {
            const std::string rest = made.substr(at, 6);
            RC_ASSERT(rest.starts_with("&amp;") || rest.starts_with("&lt;") || rest.starts_with("&gt;") ||
                      rest.starts_with("&quot;") || rest.starts_with("&#39;"));
        }
    });
}

}  // namespace
}  // namespace footprint::web
