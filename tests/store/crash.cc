#include "store/crash.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <map>
#include <random>
#include <thread>

#include "store/support.h"

namespace footprint::store::tests {

namespace {

constexpr int children_each = 12;
constexpr int imports_each = 40;      // of one writer, if it lives
constexpr int fault_met = 7;          // what a writer leaves with whose database went away
constexpr int rounds_of_a_file = 25;  // then a new one, so that imports stay small

// What a writer tells before it goes on: an import or a single row that the store has acknowledged.
struct Said {
    int import = 0;
    bool single_row = false;
};

std::string child_id(int import, int child) {
    return "TEST" + std::to_string(100'000 + import) + "-" + std::to_string(10 + child);
}

care::Records import_of(int import) {
    care::Records records;
    records.officers.push_back({});
    records.officers.back().officer.text = "O1";
    records.officers.back().name = "import " + std::to_string(import);
    for (int i = 0; i < children_each; ++i) {
        care::Child child;
        child.id = child_id(import, i);
        records.children.push_back(child);
        care::Episode episode;
        episode.child = {static_cast<std::uint32_t>(i)};
        episode.began_on = day_of(2024, 4, 1) + import;
        records.episodes.add(episode);
    }
    records.settle();
    return records;
}

// Writes until it is killed. Nothing of the parent's is touched: it leaves by _exit only.
[[noreturn]] void write_on(const std::string& url, int first, int pipe) {
    try {
        auto store = Store::open(url, OpenMode::create);
        if (!store) ::_exit(3);
        (void)(*store)->create_authority({code, "Invented Borough", "", std::nullopt}, author, at(0));
        for (int import = first; import < first + imports_each; ++import) {
            const auto records = import_of(import);
            const auto say = [&](bool single_row) {
                const Said said{import, single_row};
                if (::write(pipe, &said, sizeof said) != sizeof said) ::_exit(4);
            };
            if (!(*store)->apply(code, records, author, "import " + std::to_string(import), at(import)))
                ::_exit(5);
            say(false);
            care::ReviewDetails row;
            row.review.text = "R" + std::to_string(import);
            row.child = {0};
            if (!(*store)->put(code, records, row, 0, author, "", at(import))) ::_exit(6);
            say(true);
        }
    } catch (const Fault&) {
        ::_exit(fault_met);
    } catch (...) {
        ::_exit(8);
    }
    ::_exit(0);
}

// Reads what the dead writer had said; a half-written last word counts as not said.
std::vector<Said> heard(int pipe) {
    std::vector<Said> all;
    Said said;
    while (::read(pipe, &said, sizeof said) == sizeof said) all.push_back(said);
    return all;
}

class Witness {
  public:
    explicit Witness(CrashReport& report) : report_(report) {}

    void round(Place& place, std::chrono::microseconds until_the_blow) {
        const std::string url = place.url();
        int ends[2];
        ensure(::pipe(ends) == 0, "a pipe can be made");
        const pid_t writer = ::fork();
        ensure(writer >= 0, "a process can be started");
        if (writer == 0) {
            ::close(ends[0]);
            write_on(url, next_, ends[1]);
        }
        ::close(ends[1]);
        std::this_thread::sleep_for(until_the_blow);
        const bool all_fell = place.crash();
        ::kill(writer, SIGKILL);
        int status = 0;
        ::waitpid(writer, &status, 0);
        const bool lost_its_server = all_fell && WIFEXITED(status) && WEXITSTATUS(status) == fault_met;
        if (WIFSIGNALED(status) || lost_its_server) ++report_.killed;
        if (WIFEXITED(status) && WEXITSTATUS(status) != 0 && !lost_its_server)
            broken("the writer gave up with status " + std::to_string(WEXITSTATUS(status)));
        for (const Said& said : heard(ends[0])) {
            ++report_.acknowledged;
            (said.single_row ? last_row_ : last_import_) = said.import;
        }
        ::close(ends[0]);
        ++report_.rounds;
        place.settle();
        look(url);
    }

  private:
    void broken(const std::string& what) {
        report_.broken.push_back("round " + std::to_string(report_.rounds) + ": " + what);
    }

    void look(const std::string& url) {
        auto store = Store::open(url, OpenMode::create);
        if (!store) return broken(printed(store.problems()));
        const Problems found = (*store)->verify();
        if (!found.empty()) broken(printed(found));
        const auto records = (*store)->load(code);
        if (!records) {
            if (last_import_ > 0) broken("the authority is gone");
            return;
        }
        std::map<std::string, int> children;
        for (const care::Child& child : records->children)
            ++children[child.id.substr(0, child.id.rfind('-'))];
        const int known = static_cast<int>(children.size());
        for (const auto& [import, count] : children)
            if (count != children_each) broken("half an import: " + import);
        if (records->episodes.size() != records->children.size()) broken("children without their episodes");
        // What was written and not acknowledged before the blow may be there: one import, or one row.
        if (known < last_import_ || known > last_import_ + 1)
            broken(std::to_string(last_import_) + " imports acknowledged, " + std::to_string(known) +
                   " there");
        const int rows = static_cast<int>(records->review_details.size());
        if (rows < rows_ + last_row_count() || rows > rows_ + last_row_count() + 1)
            broken(std::to_string(rows_ + last_row_count()) + " rows acknowledged, " + std::to_string(rows) +
                   " there");
        if (known > 0 && records->officers.front().name != "import " + std::to_string(known))
            broken("the officer is not as the last import has it");
        next_ = known + 1;
        last_import_ = known;
        rows_ = rows;
        first_of_writer_ = next_;
        last_row_ = known;
    }

    // How many single rows the last writer told of.
    int last_row_count() const { return std::max(0, last_row_ - first_of_writer_ + 1); }

    CrashReport& report_;
    int next_ = 1;
    int first_of_writer_ = 1;
    int last_import_ = 0;  // imports are numbered from 1 without a gap
    int last_row_ = 0;
    int rows_ = 0;
};

}  // namespace

CrashReport kill_writers(int rounds, std::uint32_t seed,
                         const std::function<std::unique_ptr<Place>()>& make_place) {
    CrashReport report;
    std::mt19937 random(seed);
    std::uniform_int_distribution<int> micros(300, 160'000);
    while (report.rounds < rounds) {
        const auto place = make_place();
        Witness witness(report);
        for (int i = 0; i < rounds_of_a_file && report.rounds < rounds; ++i)
            witness.round(*place, std::chrono::microseconds(micros(random)));
    }
    return report;
}

}  // namespace footprint::store::tests
