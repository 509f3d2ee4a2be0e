// Files in memory that somebody else cuts meanwhile.
#include "exchange/mapped_file.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <fstream>

#include "exchange/postcodes.h"

namespace footprint::exchange {
namespace {

class MappedFiles : public testing::Test {
  protected:
    MappedFiles() {
        std::string pattern = (std::filesystem::temp_directory_path() / "footprint-mapped-XXXXXX").string();
        folder = ::mkdtemp(pattern.data());
    }
    ~MappedFiles() override { std::filesystem::remove_all(folder); }
    std::filesystem::path write(const std::string& name, const std::string& text) const {
        std::ofstream(folder / name, std::ios::binary) << text;
        return folder / name;
    }
    static MappedFile map(const std::filesystem::path& path) {
        auto file = MappedFile::open(path, 1 << 30);
        EXPECT_TRUE(file) << printed(file.problems());
        return std::move(file).value();
    }

    const std::size_t page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    std::filesystem::path folder;
};

TEST_F(MappedFiles, ThatBecomeShorterHoldNoughtsFromThereAndSaySo) {
    const auto path = write("one.csv", std::string(3 * page, 'x'));
    const MappedFile other = map(write("other.csv", std::string(3 * page, 'y')));
    {
        const MappedFile file = map(path);
        std::filesystem::resize_file(path, page);
        EXPECT_EQ(file.bytes()[page - 1], 'x');
        EXPECT_FALSE(file.was_cut());
        EXPECT_EQ(file.bytes()[2 * page], '\0');
        EXPECT_TRUE(file.was_cut());
        EXPECT_EQ(file.bytes()[page + 1], '\0');
        EXPECT_EQ(file.bytes()[3 * page - 1], '\0');
        EXPECT_EQ(file.bytes()[0], 'x');
    }
    EXPECT_EQ(other.bytes()[2 * page], 'y');
    EXPECT_FALSE(other.was_cut());
    const MappedFile again = map(write("again.csv", std::string(page, 'z')));
    EXPECT_EQ(again.bytes().back(), 'z');
    EXPECT_FALSE(again.was_cut());
}

TEST_F(MappedFiles, StillLetASignalThatIsAboutSomethingElseEndTheProgram) {
    const MappedFile file = map(write("one.csv", std::string(page, 'x')));
    EXPECT_EXIT(
        {
            ::signal(SIGABRT, SIG_DFL);
            ::raise(SIGBUS);
        },
        [](int status) { return !WIFEXITED(status) || WEXITSTATUS(status) != 0; }, "");
}

// A service has the table of postcodes mapped for as long as it runs.
TEST_F(MappedFiles, OfPostcodesThatAreCutKnowNoPlaces) {
    std::string table = "pcd,easting,northing,laua\n";
    for (int i = 0; i < 4000; ++i)
        table += "AA" + std::to_string(10 + i / 100 % 90) + " " + std::to_string(i % 10) +
                 static_cast<char>('A' + i / 10 % 10) + static_cast<char>('A' + i / 1000) +
                 ",400000,400000,E06000001\n";
    const auto find = open_postcodes(write("postcodes.csv", table), folder);
    ASSERT_TRUE(find) << printed(find.problems());
    EXPECT_TRUE((*find)("AA49 9JD").has_value());
    std::filesystem::resize_file(folder / "postcodes.csv.table", page);
    EXPECT_FALSE((*find)("AA49 9JD").has_value());
}

}  // namespace
}  // namespace footprint::exchange
