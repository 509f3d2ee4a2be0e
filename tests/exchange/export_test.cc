// What is written as files is read back as the same records; and five years' returns make one history.
#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <sstream>

#include "base/csv.h"
#include "care/difference.h"
#include "exchange/export.h"
#include "exchange/import_run.h"
#include "exchange/invented_authority.h"
#include "support/ground.h"

namespace footprint::exchange {
namespace {

using tests::ground;

const Day today = day_of(2024, 3, 31);

care::Records invented(std::uint64_t seed, int faults) {
    InventedOptions options;
    options.children = 60;
    options.years = 5;
    options.seed = seed;
    options.faults = faults;
    options.as_at = today;
    return invent(options, 0, *ground().rules.calendar);
}

Reading read_texts(const std::vector<WrittenFile>& files, const care::Records* known = nullptr) {
    std::vector<NamedBytes> named;
    for (const WrittenFile& file : files) named.push_back({file.name, file.text});
    ReadOptions options;
    options.today = today;
    options.known = known;
    return read_files(std::move(named), options, ground().profile, ground().codes);
}

// Empty where nothing was added or changed.
std::string changes(const care::Records& before, const care::Records& after) {
    std::ostringstream said;
    for (const care::TableDifference& table : care::differences(before, after))
        if (!table.added.empty() || !table.changed.empty())
            said << table.table << ": " << table.added.size() << " added, " << table.changed.size()
                 << " changed\n";
    return said.str();
}

std::size_t rows_in(const care::Records& records) {
    std::size_t rows = 0;
    care::for_each_table(records, [&](const auto& table) { rows += care::rows_of(table).size(); });
    return rows;
}

TEST(Export, ThenImportChangesNothing) {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        const care::Records before = invented(seed * 7919, seed % 2 == 0 ? 50 : 0);
        const Reading reading = read_texts(export_texts(before));
        ASSERT_EQ(printed(reading.problems), "") << seed;
        EXPECT_EQ(changes(before, reading.records), "") << seed;
        EXPECT_EQ(changes(reading.records, before), "") << seed;
        EXPECT_EQ(rows_in(before), rows_in(reading.records)) << seed;
    }
}

TEST(Export, OfAnImportWritesTheSameFiles) {
    const auto files = export_texts(invented(7, 0));
    const Reading reading = read_texts(files);
    const auto again = export_texts(reading.records);
    ASSERT_EQ(files.size(), again.size());
    for (std::size_t i = 0; i < files.size(); ++i) {
        EXPECT_EQ(files[i].name, again[i].name);
        EXPECT_EQ(files[i].text, again[i].text) << files[i].name;
    }
}

TEST(Export, ImportedTwiceChangesNothing) {
    const auto files = export_texts(invented(8, 20));
    const Reading once = read_texts(files);
    const Reading twice = read_texts(files, &once.records);
    ASSERT_TRUE(twice.problems.empty()) << printed(twice.problems);
    EXPECT_EQ(changes(once.records, twice.records), "");
    const care::Records laid = care::merged(once.records, twice.records);
    EXPECT_EQ(changes(once.records, laid), "");
    EXPECT_EQ(rows_in(once.records), rows_in(laid));
}

TEST(Export, QuotesWhatACommaAQuoteOrALineEndWouldBreak) {
    care::Records records;
    care::Officer officer;
    officer.officer.text = "O1";
    officer.name = "Smith, \"Al\"\nand Co";
    records.officers.push_back(officer);
    records.settle();
    const auto files = export_texts(records);
    ASSERT_EQ(files.size(), 1U);
    EXPECT_EQ(files.front().name, "officers.csv");
    EXPECT_NE(files.front().text.find("\"Smith, \"\"Al\"\"\nand Co\""), std::string::npos)
        << files.front().text;
    const Reading reading = read_texts(files);
    ASSERT_EQ(reading.records.officers.size(), 1U) << printed(reading.problems);
    EXPECT_EQ(reading.records.officers.front(), officer);
}

// What somebody wrote must not run in a spreadsheet, nor come back as anything else than what they wrote.
TEST(Export, ProtectsWhatASpreadsheetWouldRunAndReadsItBackAsItWas) {
    for (const std::string name : {"=1+1", "+44 20", "-5", "@SUM(A1)", "'=1", "''-x", "'tis", "\t=1"}) {
        care::Records records;
        care::Officer officer;
        officer.officer.text = "-O1";
        officer.name = name;
        officer.fte = 0.5;
        records.officers.push_back(officer);
        records.settle();
        const auto files = export_texts(records);
        CsvReader rows(files.front().name, files.front().text);
        ASSERT_TRUE(rows.next());
        ASSERT_TRUE(rows.next());
        for (const std::string_view field : rows.fields())
            EXPECT_TRUE(field.empty() ||
                        std::string_view("=+-@\t\r\n").find(field.front()) == std::string_view::npos)
                << field;
        const Reading reading = read_texts(files);
        ASSERT_EQ(reading.records.officers.size(), 1U) << printed(reading.problems);
        EXPECT_EQ(reading.records.officers.front(), officer);
    }
}

TEST(Export, WritesAFolderThatReadsAsItWas) {
    const auto folder =
        std::filesystem::temp_directory_path() / ("footprint-export-" + std::to_string(::getpid()));
    const care::Records before = invented(9, 0);
    ASSERT_TRUE(export_folder(before, folder / "deep").has_value());
    ReadOptions options;
    options.today = today;
    const Reading reading = read_folder(folder, options, ground().profile, ground().codes);
    std::filesystem::remove_all(folder);
    ASSERT_TRUE(reading.problems.empty()) << printed(reading.problems);
    EXPECT_EQ(changes(before, reading.records), "");
}

TEST(Export, IntoAFolderThatCannotBeMadeIsAProblem) {
    const auto written = export_folder(invented(9, 0), "/dev/null/deep");
    ASSERT_FALSE(written.has_value());
    EXPECT_FALSE(written.problems().front().message.empty());
}

// What one year's return would have had: the episodes that touch the year, those still open at its end
// without one.
care::Records return_of(const care::Records& all, Year year) {
    care::Records some;
    some.children = all.children;
    for (care::Episode episode : all.episodes.all()) {
        if (*episode.began_on > year.last_day() || (episode.ended_on && *episode.ended_on < year.first_day()))
            continue;
        if (episode.ended_on && *episode.ended_on > year.last_day()) {
            episode.ended_on.reset();
            episode.reason_ceased = {};
            episode.reason_changed = {};
        }
        some.episodes.add(episode);
    }
    for (const care::ReturnedReview& review : all.returned_reviews.all())
        if (review.held_on && footprint::year_of(*review.held_on) == year) some.returned_reviews.add(review);
    some.settle();
    return some;
}

TEST(Import, OfFiveYearsReturnsMakesOneHistory) {
    care::Records all = invented(11, 0);
    std::vector<WrittenFile> files;
    Day first = Day::never();
    for (int year = 2018; year <= 2023; ++year) {
        const Year collected = footprint::year_of(day_of(year, 6, 1));
        first = std::min(first, collected.first_day());
        for (WrittenFile& file : export_texts(return_of(all, collected)))
            files.push_back({std::to_string(year) + "/" + file.name, std::move(file.text)});
    }
    const Reading reading = read_texts(files);
    ASSERT_TRUE(reading.problems.empty()) << printed(reading.problems);
    EXPECT_EQ(reading.returns.size(), 6U);
    for (std::size_t i = 0; i < reading.returns.size(); ++i)
        EXPECT_EQ(reading.returns[i].name, std::to_string(2018 + i));
    // Everything that touched those years is there as it was, and nothing else is.
    care::Records wanted;
    wanted.children = all.children;
    for (const care::Episode& episode : all.episodes.all())
        if (!episode.ended_on || *episode.ended_on >= first) wanted.episodes.add(episode);
    for (const care::ReturnedReview& review : all.returned_reviews.all())
        if (review.held_on && *review.held_on >= first && *review.held_on <= today)
            wanted.returned_reviews.add(review);
    wanted.settle();
    ASSERT_GT(wanted.episodes.size(), 100U);
    EXPECT_EQ(changes(wanted, reading.records), "");
    EXPECT_EQ(changes(reading.records, wanted), "");
    EXPECT_EQ(rows_in(wanted), rows_in(reading.records));
    for (const care::Finding& finding : reading.records.noted)
        EXPECT_NE(finding.name, "episode.vanished") << finding.where;
}

}  // namespace
}  // namespace footprint::exchange
