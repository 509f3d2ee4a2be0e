// Calendars are what RFC 5545 asks for, as another program reads them.
#include "exchange/calendar_file.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/text.h"

namespace footprint::exchange {
namespace {

const Moment made_at{std::int64_t{1'700'000'000'000'000}};

// uid, first day, day after the last, whether it takes time, summary: as the library "icalendar" reads them.
std::string read_by_another(const std::string& text) {
    std::string pattern = (std::filesystem::temp_directory_path() / "footprint-calendar-XXXXXX").string();
    const std::filesystem::path folder = mkdtemp(pattern.data());
    std::ofstream(folder / "c.ics", std::ios::binary) << text;
    std::ofstream(folder / "read.py")
        << "import sys, icalendar\n"
           "calendar = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())\n"
           "print(calendar.get('X-WR-CALNAME', calendar['METHOD']))\n"
           "for event in calendar.walk('VEVENT'):\n"
           "    print(event['UID'], event.decoded('DTSTART'), event.decoded('DTEND'), event['TRANSP'], "
           "event['SUMMARY'].replace('\\n', '/'))\n"
           "    if 'SEQUENCE' in event:\n"
           "        print(event['ORGANIZER'], event['ATTENDEE'], event['SEQUENCE'], event['STATUS'])\n";
    // The system's Python has the library; another one may stand before it.
    const std::string command =
        "python=python3; $python -c 'import icalendar' 2>/dev/null || python=/usr/bin/python3; "
        "PYTHONIOENCODING=utf-8 $python " +
        (folder / "read.py").string() + " " + (folder / "c.ics").string() + " > " +
        (folder / "out").string() + " 2>&1";
    EXPECT_EQ(std::system(command.c_str()), 0);
    std::ifstream in(folder / "out", std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    std::filesystem::remove_all(folder);
    return out.str();
}

TEST(CalendarFile, IsReadByAnotherProgramAsItWasMeant) {
    std::string sign;
    for (int i = 0; i < 60; ++i) sign += "é";
    const std::vector<CalendarEvent> events = {
        {"booking-R1.E06999001@footprint", day_of(2026, 5, 12), "Review: A.B.", true},
        {"latest-T1.E06999001@footprint", day_of(2026, 12, 31), "Comma, semicolon; stroke\\ and\nline",
         false},
        {"long@footprint", day_of(2028, 2, 29), sign, true}};
    const std::string text = calendar_file("Reviews, all", events, made_at);
    EXPECT_EQ(read_by_another(text),
              "Reviews, all\n"
              "booking-R1.E06999001@footprint 2026-05-12 2026-05-13 OPAQUE Review: A.B.\n"
              "latest-T1.E06999001@footprint 2026-12-31 2027-01-01 TRANSPARENT Comma, semicolon; stroke\\ "
              "and/line\n"
              "long@footprint 2028-02-29 2028-03-01 OPAQUE " +
                  sign + "\n");
    EXPECT_EQ(read_by_another(calendar_file("Empty", {}, made_at)), "Empty\n");
}

TEST(CalendarFile, InvitesMovesAndCallsOffTheSameEvent) {
    const CalendarEvent event{"booking-R1.E06999001@footprint", day_of(2026, 5, 12), "Review: A.B.", true};
    const std::string line = "booking-R1.E06999001@footprint 2026-05-12 2026-05-13 OPAQUE Review: A.B.\n";
    EXPECT_EQ(read_by_another(
                  invitation_file(event, {"reviews@example.org", "ada@example.org", 0, false}, made_at)),
              "REQUEST\n" + line + "mailto:reviews@example.org mailto:ada@example.org 0 CONFIRMED\n");
    EXPECT_EQ(
        read_by_another(invitation_file(event, {"reviews@example.org", "ada@example.org", 2, true}, made_at)),
        "CANCEL\n" + line + "mailto:reviews@example.org mailto:ada@example.org 2 CANCELLED\n");
}

TEST(CalendarFile, HasNoLongLineAndNoLetterInTwoParts) {
    std::string words = "x";
    for (int i = 0; i < 200; ++i) words += "ä";
    const std::string text = calendar_file(
        "Reviews", std::vector<CalendarEvent>{{"u", day_of(2026, 5, 12), words, true}}, made_at);
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t until = text.find("\r\n", from);
        ASSERT_NE(until, std::string::npos);
        EXPECT_LE(until - from, 75U);
        EXPECT_TRUE(is_valid_utf8(text.substr(from, until - from)));
        from = until + 2;
    }
    EXPECT_NE(text.find("DTSTAMP:20231114T221320Z\r\n"), std::string::npos);
}

}  // namespace
}  // namespace footprint::exchange
