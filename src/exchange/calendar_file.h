// Calendars that other programs subscribe to, and invitations that they are sent.
//
// In      what stands on which day
// Out     a calendar as text; an invitation, its update or its cancellation
// Shape   whole days only, in UTF-8, lines folded at 75 bytes and ended by CR LF. An event keeps its uid, so
//         that a calendar which asks again moves it and does not show it twice
// Errors  none
// Source  RFC 5545 (iCalendar) 3.1, 3.3.11, 3.6.1; RFC 5546 3.2.2, 3.2.5 (REQUEST, CANCEL); RFC 7986 5.1
//         (NAME)
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/day.h"
#include "base/moment.h"

namespace footprint::exchange {

struct CalendarEvent {
    std::string uid;
    Day on;
    std::string summary;
    bool is_busy = true;  // false: a limit to keep in mind, not a time that is taken
};

// From whom to whom; the higher number takes the place of the lower one.
struct Invitation {
    std::string from;
    std::string to;
    std::int64_t sequence = 0;
    bool is_cancellation = false;
};

std::string invitation_file(const CalendarEvent& event, const Invitation& invitation, Moment made_at);
std::string calendar_file(std::string_view name, std::span<const CalendarEvent> events, Moment made_at);

}  // namespace footprint::exchange
