// Forms with files (RFC 7578), read in blocks, so that a file of any size costs no memory.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "web/forms.h"

namespace footprint::web {

namespace {

Problem problem(Problem::Kind kind, std::string_view field, std::string message) {
    Problem made;
    made.kind = kind;
    made.place.field = std::string(field);
    made.message = std::move(message);
    return made;
}

Problem broken_form(std::string_view what) {
    return problem(Problem::Kind::unreadable, {},
                   "The form " + std::string(what) + ". Go back, reload the page and send it again.");
}

// Where the text begins in the body, at or after a place.
std::optional<std::uint64_t> find(const Body& body, std::string_view text, std::uint64_t from) {
    if (body.is_in_memory()) {
        if (from > body.size()) return std::nullopt;
        const auto at = body.in_memory().find(text, static_cast<std::size_t>(from));
        return at == std::string_view::npos ? std::nullopt : std::optional<std::uint64_t>(at);
    }
    std::vector<char> block(256 * 1024);
    while (from < body.size()) {
        const std::size_t got = body.read(from, block.data(), block.size());
        const auto at = std::string_view(block.data(), got).find(text);
        if (at != std::string_view::npos) return from + at;
        if (got < block.size()) return std::nullopt;
        from += got - (text.size() - 1);  // the text may begin in one block and end in the next
    }
    return std::nullopt;
}

// `"a \"b\" %22c%22"` and `plain`: the value, and what is left after it.
std::optional<std::string> parameter_value(std::string_view& text) {
    std::string value;
    if (!text.starts_with('"')) {
        const std::size_t end = std::min(text.find(';'), text.size());
        value = std::string(trim(text.substr(0, end)));
        text.remove_prefix(end);
        return value;
    }
    std::size_t at = 1;
    for (;; ++at) {
        if (at >= text.size()) return std::nullopt;
        if (text[at] == '"') break;
        const bool escape =
            text[at] == '\\' && at + 1 < text.size() && (text[at + 1] == '"' || text[at + 1] == '\\');
        if (escape) ++at;
        // Browsers write a quotation mark in a name as %22, and leave every other % as it is.
        if (text.substr(at, 3) == "%22") {
            value += '"';
            at += 2;
        } else {
            value += text[at];
        }
    }
    text.remove_prefix(at + 1);
    return value;
}

// The parameters of `form-data; name="x"; filename="y"`; std::nullopt when the text is broken.
std::optional<std::vector<Field>> parameters_of(std::string_view text) {
    std::vector<Field> parameters;
    for (text = trim(text); !text.empty(); text = trim(text)) {
        if (!text.starts_with(';')) return std::nullopt;
        text = trim(text.substr(1));
        const std::size_t equals = text.find('=');
        if (equals == std::string_view::npos) return std::nullopt;
        std::string name = lower(trim(text.substr(0, equals)));
        text = trim(text.substr(equals + 1));
        auto value = parameter_value(text);
        if (name.empty() || !value) return std::nullopt;
        for (const Field& earlier : parameters)
            if (earlier.name == name) return std::nullopt;
        parameters.push_back({std::move(name), std::move(*value)});
    }
    return parameters;
}

struct PartHead {
    std::string name;
    std::optional<std::string> file_name;
    std::string content_type;
};

bool is_label(std::string_view text) {
    return is_valid_utf8(text) && std::none_of(text.begin(), text.end(), [](char c) {
               return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
           });
}

// Older browsers send the whole path of the file on the other machine: nobody needs to know it.
std::string last_part(std::string_view path) {
    const std::size_t cut = path.find_last_of("/\\");
    return std::string(cut == std::string_view::npos ? path : path.substr(cut + 1));
}

std::optional<PartHead> disposition_of(std::string_view value) {
    const std::size_t end = std::min(value.find(';'), value.size());
    if (lower(trim(value.substr(0, end))) != "form-data") return std::nullopt;
    const auto parameters = parameters_of(value.substr(end));
    if (!parameters) return std::nullopt;
    PartHead head;
    bool named = false;
    for (const Field& parameter : *parameters) {
        if (!is_label(parameter.value)) return std::nullopt;
        if (parameter.name == "name") {
            head.name = parameter.value;
            named = true;
        } else if (parameter.name == "filename") {
            head.file_name = last_part(parameter.value);
        }
    }
    return named ? std::optional(head) : std::nullopt;
}

Result<PartHead> read_part_head(std::string_view lines) {
    std::optional<PartHead> head;
    std::string content_type;
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find("\r\n"), lines.size());
        const std::string_view line = lines.substr(0, end);
        lines.remove_prefix(std::min(end + 2, lines.size()));
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || colon == 0 || line.find_first_of(" \t") < colon)
            return broken_form("has a part with a broken head");
        const std::string name = lower(line.substr(0, colon));
        const std::string_view value = trim(line.substr(colon + 1));
        if (name == "content-type") content_type = std::string(value);
        if (name == "content-transfer-encoding") {
            const std::string coding = lower(value);
            if (coding != "7bit" && coding != "8bit" && coding != "binary")
                return broken_form("has a part in a coding that browsers do not use");
        }
        if (name == "content-disposition") {
            if (head) return broken_form("has a part that is named twice");
            head = disposition_of(value);
            if (!head) return broken_form("has a part without a readable name");
        }
    }
    if (!head) return broken_form("has a part without a name");
    if (lower(content_type).starts_with("multipart/")) return broken_form("has a form inside a form");
    if (!is_label(content_type)) return broken_form("has a part with a broken head");
    head->content_type = std::move(content_type);
    return std::move(*head);
}

class Reader {
  public:
    Reader(std::shared_ptr<const Body> body, std::string_view boundary, const FormLimits& limits)
        : body_(std::move(body)), limits_(limits), delimiter_("\r\n--" + std::string(boundary)) {}

    Result<Form> read() {
        const std::string opening = delimiter_.substr(2);
        if (body_->text(0, opening.size()) != opening)
            return broken_form("does not begin as a form with files does");
        at_ = opening.size();
        for (;;) {
            const std::string next = body_->text(at_, 2);
            if (next == "--") return std::move(form_);
            if (next != "\r\n") return broken_form("breaks off");
            at_ += 2;
            auto done = read_part();
            if (!done) return done.problems();
        }
    }

  private:
    Result<Done> read_part() {
        if (form_.fields.size() + form_.uploads.size() + left_out_ >= limits_.fields)
            return problem(Problem::Kind::too_large, {},
                           "The form has too many fields. Send fewer at a time.");
        const std::string window = body_->text(at_, limits_.part_head_bytes + 4);
        const std::size_t head_end = window.find("\r\n\r\n");
        if (head_end == std::string::npos) return broken_form("has a part without an end to its head");
        auto head = read_part_head(std::string_view(window).substr(0, head_end));
        if (!head) return head.problems();
        if (head->name.size() > limits_.name_bytes ||
            head->file_name.value_or("").size() > limits_.name_bytes)
            return problem(
                Problem::Kind::too_large, {},
                "A field or a file has too long a name. Give the file a shorter name and send it again.");
        const std::uint64_t from = at_ + head_end + 4;
        const auto end = find(*body_, delimiter_, from);
        if (!end) return broken_form("breaks off");
        at_ = *end + delimiter_.size();
        return head->file_name ? keep_upload(*head, from, *end - from) : keep_field(*head, from, *end - from);
    }

    // A browser sends an empty part without a file's name for "no file chosen".
    Result<Done> keep_upload(const PartHead& head, std::uint64_t from, std::uint64_t size) {
        if (head.file_name->empty() && size == 0) {
            ++left_out_;
            return Done{};
        }
        form_.uploads.push_back({head.name, *head.file_name, head.content_type, body_, from, size});
        return Done{};
    }

    Result<Done> keep_field(const PartHead& head, std::uint64_t from, std::uint64_t size) {
        values_ += size;
        if (size > limits_.value_bytes || values_ > limits_.all_values_bytes)
            return problem(Problem::Kind::too_large, head.name,
                           "The text is too long. Shorten it and send it again.");
        std::string value = body_->text(from, size);
        if (!is_valid_utf8(value) || value.find('\0') != std::string::npos)
            return problem(Problem::Kind::unreadable, head.name,
                           "The text is not in UTF-8. Go back, reload the page and send it again.");
        form_.fields.push_back({head.name, std::move(value)});
        return Done{};
    }

    std::shared_ptr<const Body> body_;
    FormLimits limits_;
    std::string delimiter_;
    std::uint64_t at_ = 0;
    std::uint64_t values_ = 0;
    std::size_t left_out_ = 0;
    Form form_;
};

}  // namespace

std::optional<std::string> multipart_boundary(std::string_view content_type) {
    const std::size_t end = std::min(content_type.find(';'), content_type.size());
    if (lower(trim(content_type.substr(0, end))) != "multipart/form-data") return std::nullopt;
    const auto parameters = parameters_of(content_type.substr(end));
    if (!parameters) return std::nullopt;
    for (const Field& parameter : *parameters) {
        if (parameter.name != "boundary") continue;
        constexpr std::string_view others = "'()+_,-./:=? ";
        const bool good = std::all_of(parameter.value.begin(), parameter.value.end(), [&](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                   others.find(c) != std::string_view::npos;
        });
        if (good && !parameter.value.empty() && parameter.value.size() <= 70 &&
            !parameter.value.ends_with(' '))
            return parameter.value;
    }
    return std::nullopt;
}

Result<Form> read_multipart(std::shared_ptr<const Body> body, std::string_view boundary,
                            const FormLimits& limits) {
    return Reader(std::move(body), boundary, limits).read();
}

}  // namespace footprint::web
