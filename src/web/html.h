// Text that is HTML, as a type: what is not Html is escaped when it is put in, so nothing a person wrote can
// become a tag.
//
// In      literals ("<p>"_html), other Html, texts and numbers
// Out     HTML in UTF-8
// Errors  none: bytes that are no UTF-8, and control characters, become the replacement character
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace footprint::web {

// What stands in the source as HTML; it is not copied before it is put in.
class HtmlLiteral {
  public:
    constexpr HtmlLiteral() = default;
    constexpr std::string_view text() const { return text_; }

  private:
    friend consteval HtmlLiteral operator""_html(const char* text, std::size_t size);
    constexpr explicit HtmlLiteral(std::string_view text) : text_(text) {}
    std::string_view text_;
};

// Only literals of the source can be written so.
consteval HtmlLiteral operator""_html(const char* text, std::size_t size) {
    return HtmlLiteral({text, size});
}

class Html {
  public:
    Html() = default;
    Html(HtmlLiteral literal) : out_(literal.text()) {}
    // Each part in turn: Html as it is, text escaped, whole numbers as digits.
    template <class... Parts>
    requires(sizeof...(Parts) > 1) explicit Html(const Parts&... parts) {
        out_.reserve((bytes_of(parts) + ...));
        (add(parts), ...);
    }

    Html& add(const Html& html) {
        out_ += html.out_;
        return *this;
    }
    Html& add(HtmlLiteral literal) {
        out_ += literal.text();
        return *this;
    }
    Html& add(std::string_view text) {
        append_escaped(text);
        return *this;
    }
    Html& add(const char* text) { return add(std::string_view(text)); }
    Html& add(const std::string& text) { return add(std::string_view(text)); }
    Html& add(std::integral auto number) {
        out_ += std::to_string(number);
        return *this;
    }
    template <class Part>
    Html& operator+=(const Part& part) {
        return add(part);
    }
    template <class... Parts>
    Html& put(const Parts&... parts) {
        (add(parts), ...);
        return *this;
    }

    bool empty() const { return out_.empty(); }
    const std::string& text() const& { return out_; }
    std::string take() { return std::move(out_); }
    void reserve(std::size_t bytes) { out_.reserve(bytes); }

    // REQUIRES: `trusted` is HTML of our own making, as a chart.
    static Html trusted(std::string_view trusted) {
        Html html;
        html.out_ = trusted;
        return html;
    }

  private:
    // What a part mostly takes: few texts have anything to escape.
    static std::size_t bytes_of(const Html& html) { return html.out_.size(); }
    static std::size_t bytes_of(HtmlLiteral literal) { return literal.text().size(); }
    static std::size_t bytes_of(std::string_view text) { return text.size(); }
    static std::size_t bytes_of(const char* text) { return std::string_view(text).size(); }
    static std::size_t bytes_of(const std::string& text) { return text.size(); }
    static std::size_t bytes_of(std::integral auto) { return 4; }

    void append_escaped(std::string_view text);
    std::string out_;
};

}  // namespace footprint::web
