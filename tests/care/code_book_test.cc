#include "care/code_book.h"

#include <gtest/gtest.h>

#include <set>

namespace footprint::care {
namespace {

const CodeBook& shipped_book() {
    static const Result<CodeBook> book = shipped_code_book();
    if (!book) throw std::runtime_error(printed(book.problems()));
    return *book;
}

// The types of the program and the file that people read name the same codes.
template <IsCode Code>
void expect_same_codes(const std::set<std::string_view>& only_in_file = {}) {
    const CodeNames& names = codes_of(Code{});
    std::set<std::string_view> typed(names.names.begin() + 1, names.names.begin() + names.size);
    std::set<std::string_view> written;
    for (const CodeMeaning& meaning : shipped_book().codes(names.set))
        if (!only_in_file.contains(meaning.code)) written.insert(meaning.code);
    EXPECT_EQ(typed, written) << names.set;
}

TEST(CodeBook, AndTheTypesNameTheSameCodes) {
    expect_same_codes<Sex>({"1", "2"});
    expect_same_codes<Ethnicity>();
    expect_same_codes<ReasonForNewEpisode>();
    expect_same_codes<LegalStatus>();
    expect_same_codes<CategoryOfNeed>();
    expect_same_codes<PlacementType>();
    expect_same_codes<PlacementProvider>();
    expect_same_codes<ReasonEpisodeCeased>();
    expect_same_codes<ReasonPlacementChanged>();
    expect_same_codes<Participation>();
    expect_same_codes<SdqReason>();
    expect_same_codes<InTouch>();
    expect_same_codes<Activity>();
    expect_same_codes<Accommodation>();
    expect_same_codes<SexOfAdopters>();
    expect_same_codes<AdoptersStatus>();
    expect_same_codes<AdoptionReversed>();
    expect_same_codes<PreviousPermanence>();
    expect_same_codes<MissingKind>();
    expect_same_codes<ReasonWorkerChanged>();
}

TEST(CodeBook, KnowsTheYearsOfEachChange) {
    struct Change {
        std::string_view set;
        std::string_view code;
        int begins;  // the year in which the first return with it starts; 0: always
        int ends;    // the year in which the last return with it starts; 0: still
    };
    constexpr Change changes[] = {
        {"REC", "E43", 0, 2017},
        {"REC", "E44", 0, 2017},
        {"REC", "E45", 2018, 0},
        {"REC", "E48", 2018, 0},
        {"ACTIV", "F3", 0, 2020},
        {"ACTIV", "P3", 0, 2020},
        {"ACTIV", "F4", 2021, 0},
        {"ACTIV", "P5", 2021, 0},
        {"PLACE", "H5", 0, 2023},
        {"PLACE", "P2", 0, 2023},
        {"PLACE", "K3", 2024, 0},
        {"PLACE", "Z1", 0, 2024},
        {"PLACE", "Z11", 2025, 0},
        {"PLACE", "Z14", 2025, 0},
        {"SEX", "M", 2024, 0},
        {"SEX", "1", 0, 2023},
        {"SW_REASON", "LEFTRL", 2023, 0},
        {"REASON_PLACE_CHANGE", "CUSTOD", 2018, 0},
    };
    const CodeBook& book = shipped_book();
    for (const auto& [set, code, begins, ends] : changes) {
        if (begins != 0) {
            EXPECT_FALSE(book.is_valid_in(set, code, Year{begins - 1})) << code;
            EXPECT_TRUE(book.is_valid_in(set, code, Year{begins})) << code;
            EXPECT_TRUE(book.is_valid_in(set, code, Year{begins + 1})) << code;
        } else {
            EXPECT_TRUE(book.is_valid_in(set, code, Year{ends - 1})) << code;
            EXPECT_TRUE(book.is_valid_in(set, code, Year{ends})) << code;
            EXPECT_FALSE(book.is_valid_in(set, code, Year{ends + 1})) << code;
        }
    }
    for (const int year : {2009, 2016, 2026}) EXPECT_TRUE(book.is_valid_in("PLACE", "U1", Year{year}));
}

TEST(CodeBook, GivesLabelAndGroup) {
    const CodeBook& book = shipped_book();
    EXPECT_EQ(book.label("RNE", "S"), "Started to be looked after");
    EXPECT_EQ(book.label(CategoryOfNeed::N1), "Abuse or neglect");
    EXPECT_EQ(book.label("RNE", "Q"), "Q");
    EXPECT_EQ(book.group("PLACE", "u3"), "foster_relative");
    EXPECT_EQ(book.group(LegalStatus::C2), "full_care_order");
    EXPECT_EQ(book.group(Ethnicity::CHNE), "asian");
    EXPECT_EQ(book.group("PLACE", "U9"), "");
    EXPECT_EQ(book.find("NO_SET", "U9"), nullptr);
    EXPECT_TRUE(book.codes("NO_SET").empty());
    EXPECT_FALSE(book.is_valid_in("PLACE", "U9", Year{2020}));
}

TEST(CodeBook, TakesABlankAndBothWaysOfWritingASexInEveryYear) {
    const CodeBook& book = shipped_book();
    EXPECT_TRUE(book.is_valid_in(PlacementType::not_recorded, Year{2015}));
    EXPECT_FALSE(book.is_valid_in(PlacementType::K3, Year{2023}));
    EXPECT_TRUE(book.is_valid_in(Sex::M, Year{2017}));
    EXPECT_FALSE(book.is_valid_in(Sex::U, Year{2023}));
    EXPECT_TRUE(book.is_valid_in(Sex::U, Year{2024}));
}

TEST(CodeBook, HasAGroupForEveryCodeThatFiguresSplitByGroup) {
    for (const std::string_view set : {"ETHNIC", "LS", "PLACE", "REVIEW_CODE"})
        for (const CodeMeaning& meaning : shipped_book().codes(set))
            EXPECT_FALSE(meaning.group.empty()) << set << " " << meaning.code;
    for (const CodeMeaning& meaning : shipped_book().codes("REC"))
        EXPECT_EQ(meaning.group.empty(), meaning.code == "X1") << meaning.code;
}

constexpr std::string_view head = "set,code,label,group,from,until,source\n";

struct BadRow {
    std::string_view row;
    int column;
    std::string_view says;
};

TEST(LoadCodeBook, NamesEachMistakeWithItsLineAndColumn) {
    constexpr BadRow bad_rows[] = {
        {"A,b,c,,,\n", 1, "6 fields"},         {",b,c,,,,s\n", 1, "set is blank"},
        {"A,,c,,,,s\n", 2, "code is blank"},   {"A,b, ,,,,s\n", 3, "label is blank"},
        {"A,b,c,,,,\n", 7, "source is blank"}, {"A,b,c,,2018,,s\n", 5, "no year"},
        {"A,b,c,,,18-19,s\n", 6, "no year"},   {"A,b,c,,2019-20,2018-19,s\n", 6, "before it begins"},
        {"X,Y,z,,,,s\n", 2, "twice"},
    };
    for (const auto& [row, column, says] : bad_rows) {
        const auto book =
            load_code_book("codes/bad.csv", std::string(head) + "X,y,z,,,,s\n" + std::string(row));
        ASSERT_FALSE(book) << row;
        ASSERT_EQ(book.problems().size(), 1U) << printed(book.problems());
        EXPECT_EQ(book.problems()[0].place.line, 3) << row;
        EXPECT_EQ(book.problems()[0].place.column, column) << row;
        EXPECT_NE(book.problems()[0].message.find(says), std::string::npos) << book.problems()[0].message;
    }
}

TEST(LoadCodeBook, WantsItsHeaderAndARow) {
    EXPECT_FALSE(load_code_book("codes/bad.csv", "set,code\nX,y\n"));
    EXPECT_FALSE(load_code_book("codes/bad.csv", head));
    EXPECT_FALSE(load_code_book("codes/bad.csv", ""));
    EXPECT_TRUE(load_code_book("codes/good.csv", std::string(head) + "X,y,z,,,2019-20,s\n"));
}

TEST(LoadCodeBook, OfOneYearIsValidInThatYearOnly) {
    const auto book = load_code_book("codes/good.csv", std::string(head) + "X,y,z,,2019-20,2019-20,s\n");
    ASSERT_TRUE(book);
    EXPECT_FALSE(book->is_valid_in("X", "y", Year{2018}));
    EXPECT_TRUE(book->is_valid_in("X", "y", Year{2019}));
    EXPECT_FALSE(book->is_valid_in("X", "y", Year{2020}));
}

}  // namespace
}  // namespace footprint::care
