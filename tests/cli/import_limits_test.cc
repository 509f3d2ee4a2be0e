// Files that are too large, too wide, too many, or not all there: what is said of them, and that it costs
// neither the service nor the machine's memory.
#include <gtest/gtest.h>

#include <fstream>

#include "cli/program.h"
#include "cli/small_disk.h"

namespace footprint::cli::tests {
namespace {

const std::string boundary = "----WebKitFormBoundary7MA4YWxkTrZu0gW";

class ImportLimits : public testing::Test {
  protected:
    ImportLimits() { program.run({"init", "--name", "Invented Borough", "--code", "E06999001"}); }

    // A form with files, as a browser sends it.
    web::Received upload(const std::vector<std::pair<std::string, std::string>>& files) {
        const std::string key = Caller::value_in(caller.get("/import").body, "form_key");
        std::string body =
            "--" + boundary + "\r\nContent-Disposition: form-data; name=\"form_key\"\r\n\r\n" + key + "\r\n";
        for (const auto& [name, text] : files)
            body += "--" + boundary + "\r\nContent-Disposition: form-data; name=\"files\"; filename=\"" +
                    name + "\"\r\nContent-Type: text/csv\r\n\r\n" + text + "\r\n";
        body += "--" + boundary + "--\r\n";
        return caller.ask("POST /import", "Content-Type: multipart/form-data; boundary=" + boundary + "\r\n",
                          body);
    }
    static void expect_said(const web::Received& received, int status, const std::string& words) {
        EXPECT_EQ(received.status, status);
        EXPECT_NE(received.body.find(words), std::string::npos) << received.body;
    }

    Program program;
    Caller caller{program};
};

TEST_F(ImportLimits, OfAFileOfTwoGigabytesIsSaidAndCostsNoMemory) {
    program.write("files/episodes.csv", "CHILD,DECOM\n");
    const long usual = program.attempt({"import", program.path("files")}).peak_kb;
    std::filesystem::resize_file(program.path("files/episodes.csv"), std::uintmax_t{2} << 30);
    const Ran ran = program.attempt({"import", program.path("files")});
    EXPECT_EQ(ran.status, 1) << ran.said;
    EXPECT_NE(ran.said.find("episodes.csv"), std::string::npos) << ran.said;
    EXPECT_NE(ran.said.find("larger than 1,024 MB"), std::string::npos) << ran.said;
    EXPECT_LT(ran.peak_kb, usual + 50'000);
}

// One that is just within the limit is read as far as is needed to see that it is no text.
TEST_F(ImportLimits, OfAFileOfOneGigabyteOfNoughtsCostsNoMemoryEither) {
    program.write("files/episodes.csv", "CHILD,DECOM\n");
    const long usual = program.attempt({"import", program.path("files")}).peak_kb;
    std::filesystem::resize_file(program.path("files/episodes.csv"), std::uintmax_t{1} << 30);
    const Ran ran = program.attempt({"import", program.path("files")});
    EXPECT_EQ(ran.status, 1) << ran.said;
    EXPECT_NE(ran.said.find("it holds a zero byte"), std::string::npos) << ran.said;
    EXPECT_LT(ran.peak_kb, usual + 50'000);
}

// A hole in a file on a full disk cannot be read, as the end of one that somebody cut meanwhile.
TEST_F(ImportLimits, OfAFileWhoseEndIsGoneIsSaidAndEndsNothing) {
    const SmallDisk disk(1);
    if (!disk.is_there()) return;
    const std::string first_row = "CHILD,DECOM\n";
    std::ofstream(disk.folder() + "/episodes.csv") << first_row << std::string(4096 - first_row.size(), '\n');
    std::filesystem::resize_file(disk.folder() + "/episodes.csv", 65'536);
    disk.fill();
    const Ran ran = program.attempt({"import", disk.folder(), "--only", "episodes.csv"});
    EXPECT_EQ(ran.status, 1) << ran.said;
    EXPECT_NE(ran.said.find("became shorter while it was read"), std::string::npos) << ran.said;
}

TEST_F(ImportLimits, OfUploadsAreSaidAndTheServiceGoesOn) {
    program.serve();
    const auto too_large =
        web::Browser(program.port())
            .ask("POST /import HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(program.port()) +
                 "\r\nContent-Type: multipart/form-data; boundary=" + boundary +
                 "\r\nContent-Length: 300000000\r\n\r\n");
    expect_said(too_large, 413, "This page takes less than that");

    std::vector<std::pair<std::string, std::string>> many;
    for (int i = 0; i < 900; ++i) many.emplace_back("notes" + std::to_string(i) + ".csv", "A,B\n1,2\n");
    expect_said(upload(many), 200, "notes899.csv");
    for (int i = 900; i < 1000; ++i) many.emplace_back("notes" + std::to_string(i) + ".csv", "A,B\n1,2\n");
    expect_said(upload(many), 400, "too many");

    std::string wide = "CHILD";
    for (int i = 1; i < 100'000; ++i) wide += ",C" + std::to_string(i);
    expect_said(upload({{"episodes.csv", wide + "\nTEST1\n"}}), 200, "more than 1,000 columns");
    EXPECT_EQ(caller.get("/health").status, 200);
    EXPECT_EQ(program.stop(), 0);
}

// A body that says nothing of its length is cut off where the limit is.
TEST_F(ImportLimits, OfAnUploadWithoutALengthAreHeldAsWell) {
    program.serve();
    web::Browser browser(program.port());
    browser.send("POST /import HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(program.port()) +
                 "\r\nContent-Type: multipart/form-data; boundary=" + boundary +
                 "\r\nTransfer-Encoding: chunked\r\n\r\n");
    const std::string piece = "100000\r\n" + std::string(1 << 20, 'x') + "\r\n";
    for (int i = 0; i < 257 && browser.send(piece); ++i) {
    }
    EXPECT_EQ(browser.receive().status, 413);
    EXPECT_EQ(caller.get("/health").status, 200);
    EXPECT_EQ(program.stop(), 0);
}

}  // namespace
}  // namespace footprint::cli::tests
