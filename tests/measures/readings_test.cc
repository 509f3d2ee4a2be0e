// What is counted where an authority reads the law otherwise: a case for each value of a switch of the
// measures that is not the shipped one.
#include <gtest/gtest.h>

#include <array>
#include <sstream>

#include "law/law_that_reads.h"
#include "measures/catalogue.h"
#include "support/case_folder.h"
#include "support/ground.h"

namespace footprint::measures {
namespace {

using tests::ground;

struct Counted {
    double of = 0;
    double met = 0;
    bool operator==(const Counted&) const = default;
};

void PrintTo(const Counted& counted, std::ostream* out) {
    *out << counted.met << " of " << counted.of;
}

struct OtherReading {
    std::string name;
    std::string value;
    std::string_view measure;
    Counted otherwise;
    Counted as_shipped;
    std::string rows;
};

const std::array other_readings = {
    // A third placement by a move with the same carer (T, U); a change of legal status (L) is none either
    // way.
    OtherReading{"stability.same_carer", "counted", "stability.three_or_more", {3, 2}, {3, 0}, R"(
case: moves with the same carer
as at: 2024-03-31
rows: Header CHILD DOB
TEST1,01/05/2010
TEST2,01/05/2010
TEST3,01/05/2010
rows: Episodes CHILD DECOM RNE LS PLACE PL_POST DEC REC
TEST1,10/05/2022,S,C2,U5,AA1,01/06/2023,X1
TEST1,01/06/2023,T,C2,U5,CC1,01/12/2023,X1
TEST1,01/12/2023,P,C2,K2,BB1,,
TEST2,10/05/2022,S,C1,U5,AA1,01/06/2023,X1
TEST2,01/06/2023,U,C2,U5,CC1,01/12/2023,X1
TEST2,01/12/2023,P,C2,K2,BB1,,
TEST3,10/05/2022,S,C1,U5,AA1,01/06/2023,X1
TEST3,01/06/2023,L,C2,U5,AA1,01/12/2023,X1
TEST3,01/12/2023,P,C2,K2,BB1,,
)"},
    // Looked after from 30 and 31 March and from 1 April of the year before.
    OtherReading{"twelve_months_cohort", "by_the_same_day", "continuity.same_iro", {2, 2}, {3, 3}, R"(
case: the first day of twelve months
as at: 2024-03-31
rows: Header CHILD DOB
TEST1,01/05/2010
TEST2,01/05/2010
TEST3,01/05/2010
rows: Episodes CHILD DECOM RNE LS PLACE
TEST1,30/03/2023,S,C2,U5
TEST2,31/03/2023,S,C2,U5
TEST3,01/04/2023,S,C2,U5
rows: officers officer role
O1,iro
rows: allocations child officer from
TEST1,O1,2023-03-30
TEST2,O1,2023-03-31
TEST3,O1,2023-04-01
)"},
};

Counted count(const OtherReading& reading, const Readings& readings) {
    std::istringstream text(reading.rows);
    const std::vector<tests::FolderCase> cases = tests::CaseReader(reading.name).read(text);
    const exchange::Reading read = tests::read_case(cases.at(0), ground().profile, ground().codes);
    tests::check_problems(cases.at(0), read);
    const Cohort cohort(
        {&read.records, ground().rules, cases.at(0).as_at, std::nullopt, care::FindPlace{}, readings});
    const auto figures =
        work_out(*find_measure(reading.measure), cohort, ground().profile, *parse_time("2024-03-31"));
    for (const Figure& figure : figures)
        if (figure.row.empty() && figure.column.empty())
            return {figure.of.value_or(-1), figure.met.value_or(-1)};
    return {-1, -1};
}

TEST(OtherReadings, AreCountedOtherwise) {
    for (const OtherReading& reading : other_readings) {
        SCOPED_TRACE(reading.name + " " + reading.value);
        const auto law = law::law_that_reads(reading.name, reading.value);
        ASSERT_TRUE(law) << printed(law.problems());
        EXPECT_EQ(count(reading, readings_of(*law)), reading.otherwise);
        EXPECT_EQ(count(reading, readings_of(ground().rulebook)), reading.as_shipped);
    }
}

}  // namespace
}  // namespace footprint::measures
