// The line for somebody who waits: what it says, and that it leaves nothing behind.
#include <gtest/gtest.h>

#include "cli/progress.h"

namespace footprint::cli {
namespace {

// Keeps what is written, and can be waited for.
class Paper {
  public:
    Screen screen() {
        return {[this](std::string_view text) {
                    const std::lock_guard lock(mutex_);
                    text_ += text;
                    grew_.notify_all();
                },
                std::chrono::milliseconds(1)};
    }
    void wait_for(std::string_view wanted) {
        std::unique_lock lock(mutex_);
        grew_.wait(lock, [&] { return text_.find(wanted) != std::string::npos; });
    }
    std::string text() {
        const std::lock_guard lock(mutex_);
        return text_;
    }

  private:
    std::mutex mutex_;
    std::condition_variable grew_;
    std::string text_;
};

TEST(Progress, SaysWhatIsDoneHowFarAndForHowLong) {
    EXPECT_EQ(progress_line("Reading ./903", 0, 0, 2), "Reading ./903, 2 s");
    EXPECT_EQ(progress_line("Working out measures", 12, 62, 3), "Working out measures: 12 of 62, 3 s");
}

TEST(Progress, IsWrittenAnewAndWipedAway) {
    Paper paper;
    {
        Progress progress("Reading", paper.screen());
        paper.wait_for("\r\033[KReading, 0 s");
        progress.reached(3, 7);
        paper.wait_for("\r\033[KReading: 3 of 7");
    }
    EXPECT_TRUE(paper.text().ends_with("\r\033[K"));
}

TEST(Progress, SaysNothingOfShortWork) {
    Paper paper;
    Screen slow = paper.screen();
    slow.patience = std::chrono::hours(1);
    { Progress progress("Reading", slow); }
    EXPECT_EQ(paper.text(), "");
}

}  // namespace
}  // namespace footprint::cli
