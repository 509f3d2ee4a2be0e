#include "web/square_code.h"

#include <qrencode.h>

#include <memory>

namespace footprint::web {

// One path for all that is dark, with the four light modules around it that the standard asks for.
Html square_code(std::string_view name, const std::string& text) {
    constexpr int quiet = 4;
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeString(text.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), QRcode_free);
    if (code == nullptr) return {};
    const int width = code->width;
    std::string dark;
    for (int y = 0; y < width; ++y)
        for (int x = 0; x < width; ++x)
            if ((code->data[y * width + x] & 1) != 0)
                dark += "M" + std::to_string(x + quiet) + " " + std::to_string(y + quiet) + "h1v1h-1z";
    const int side = width + 2 * quiet;
    return Html(
        "<svg class=\"fp-square\" role=\"img\" viewBox=\"0 0 "_html, side, " "_html, side, "\"><title>"_html,
        name,
        "</title><desc>What it holds stands beside it as text.</desc><path fill=\"#fff\" d=\"M0 0h"_html,
        side, "v"_html, side, "H0z\"/><path d=\""_html, dark, "\"/></svg>"_html);
}

}  // namespace footprint::web
