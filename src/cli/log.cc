#include "cli/log.h"

#include <unistd.h>

#include "base/json.h"
#include "cli/clock.h"

namespace footprint::cli {

void Log::note(std::string_view text) {
    if (!as_json_) return write(std::string(text) + "\n");
    JsonWriter json;
    json.open_object().field("at", iso(now())).field("event", "note").field("text", text).close_object();
    write(json.take() + "\n");
}

void Log::request(const web::RequestLine& line) {
    if (!as_json_) {
        std::string text = iso(now()) + ' ' + std::string(line.method) + ' ' + std::string(line.pattern) +
                           ' ' + std::to_string(line.status) + ' ' + std::to_string(line.micros) + " us";
        if (!line.number.empty()) text += " #" + std::string(line.number);
        return write(text + "\n");
    }
    JsonWriter json;
    json.open_object()
        .field("at", iso(now()))
        .field("event", "request")
        .field("method", line.method)
        .field("page", line.pattern)
        .field("status", line.status)
        .field("micros", line.micros);
    if (!line.number.empty()) json.field("number", line.number);
    json.close_object();
    write(json.take() + "\n");
}

// A line at once, so that those of several threads do not mix.
void Log::write(std::string_view line) {
    const std::lock_guard lock(mutex_);
    while (!line.empty()) {
        const ssize_t written = ::write(STDERR_FILENO, line.data(), line.size());
        if (written <= 0) return;
        line.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace footprint::cli
