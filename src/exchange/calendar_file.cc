#include "exchange/calendar_file.h"

#include <algorithm>

#include "base/text.h"

namespace footprint::exchange {

namespace {

constexpr std::size_t longest_line = 75;  // bytes, without what ends it

bool continues_letter(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

class Lines {
  public:
    void add(std::string_view name, std::string_view value) {
        std::string line(name);
        line += ':';
        line += value;
        std::string_view rest = line;
        std::size_t most = longest_line;
        while (rest.size() > most) {
            std::size_t until = most;
            while (until > 0 && continues_letter(rest[until])) --until;
            text_ += rest.substr(0, until);
            text_ += "\r\n ";
            rest.remove_prefix(until);
            most = longest_line - 1;  // the blank before it counts
        }
        text_ += rest;
        text_ += "\r\n";
    }
    std::string take() { return std::move(text_); }

  private:
    std::string text_;
};

std::string escaped(std::string_view text) {
    std::string out;
    for (const char sign : text) {
        if (sign == '\r') continue;
        if (sign == '\n') {
            out += "\\n";
            continue;
        }
        if (sign == '\\' || sign == ';' || sign == ',') out += '\\';
        out += sign;
    }
    return out;
}

std::string compact(std::string text) {
    std::erase(text, '-');
    return text;
}

// 20260331T120000Z
std::string compact(Moment moment) {
    std::string text = iso(moment).substr(0, 19);
    std::erase(text, '-');
    std::erase(text, ':');
    return text + "Z";
}

void begin_calendar(Lines& lines, std::string_view method) {
    lines.add("BEGIN", "VCALENDAR");
    lines.add("VERSION", "2.0");
    lines.add("PRODID", "-//Footprint//Footprint//EN");
    lines.add("CALSCALE", "GREGORIAN");
    lines.add("METHOD", method);
}

void begin_event(Lines& lines, const CalendarEvent& event, Moment made_at) {
    lines.add("BEGIN", "VEVENT");
    lines.add("UID", escaped(event.uid));
    lines.add("DTSTAMP", compact(made_at));
    lines.add("DTSTART;VALUE=DATE", compact(iso(event.on)));
    lines.add("DTEND;VALUE=DATE", compact(iso(event.on + 1)));
    lines.add("SUMMARY", escaped(event.summary));
    lines.add("TRANSP", event.is_busy ? "OPAQUE" : "TRANSPARENT");
}

}  // namespace

std::string invitation_file(const CalendarEvent& event, const Invitation& invitation, Moment made_at) {
    Lines lines;
    begin_calendar(lines, invitation.is_cancellation ? "CANCEL" : "REQUEST");
    begin_event(lines, event, made_at);
    lines.add("ORGANIZER", "mailto:" + invitation.from);
    lines.add("ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED", "mailto:" + invitation.to);
    lines.add("SEQUENCE", std::to_string(invitation.sequence));
    lines.add("STATUS", invitation.is_cancellation ? "CANCELLED" : "CONFIRMED");
    lines.add("END", "VEVENT");
    lines.add("END", "VCALENDAR");
    return lines.take();
}

std::string calendar_file(std::string_view name, std::span<const CalendarEvent> events, Moment made_at) {
    Lines lines;
    begin_calendar(lines, "PUBLISH");
    lines.add("NAME", escaped(name));
    lines.add("X-WR-CALNAME", escaped(name));
    lines.add("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
    for (const CalendarEvent& event : events) {
        begin_event(lines, event, made_at);
        lines.add("END", "VEVENT");
    }
    lines.add("END", "VCALENDAR");
    return lines.take();
}

}  // namespace footprint::exchange
