#include "base/common_words.h"
#include "base/json.h"
#include "casework/tasks.h"
#include "cli/acting.h"
#include "cli/output.h"

namespace footprint::cli {

namespace {

void print_lines(const casework::Snapshot& snapshot, const std::vector<casework::Task>& tasks) {
    const auto or_null = [](JsonWriter& json, const std::string& text) {
        text.empty() ? json.null() : json.text(text);
    };
    JsonWriter json;
    std::string out;
    for (const casework::Task& task : tasks) {
        json.open_object()
            .field("task", casework::printed(task.kind))
            .field("child", snapshot.records().children[task.child].id);
        json.key("officer");
        or_null(json, task.officer == measures::none
                          ? std::string()
                          : snapshot.records().officers[task.officer].officer.text);
        json.field("due", iso(task.due)).field("overdue", task.is_overdue(snapshot.as_at()));
        json.key("about");
        or_null(json, task.about);
        json.close_object();
        out += json.take() + '\n';
    }
    print(out);
}

void print_table(const casework::Snapshot& snapshot, const std::vector<casework::Task>& tasks) {
    TextTable table({"by", "what", "child", "officer", "about"});
    for (const casework::Task& task : tasks)
        table.add({iso(task.due) + (task.is_overdue(snapshot.as_at()) ? " overdue" : ""),
                   in_common_words(casework::to_be_worded(task.kind)),
                   snapshot.records().children[task.child].id, snapshot.officer_name(task.officer),
                   task.about});
    print(table.empty() ? "Nothing waits.\n" : table.printed());
}

}  // namespace

Exit work(const Common& common, const std::string& officer) {
    const auto reading = Reading::open(common);
    if (!reading) return refused(reading.problems());
    const casework::Snapshot& snapshot = reading->snapshot();
    const std::uint32_t wanted = snapshot.cohort().officer_number(officer);
    if (!officer.empty() && wanted == measures::none)
        return refused({Problem{Problem::Kind::not_found,
                                {},
                                "--officer: there is no officer '" + officer + "'. Check the id."}});
    const auto noted = reading->note("read_lists", "work of " + (officer.empty() ? "everybody" : officer));
    if (!noted) return refused(noted.problems());
    std::vector<casework::Task> tasks = casework::tasks(snapshot);
    std::erase_if(tasks, [&](const casework::Task& task) {
        return !reading->sees(task.child) || (!officer.empty() && task.officer != wanted);
    });
    if (wants_json(common)) {
        print_lines(snapshot, tasks);
    } else {
        print_table(snapshot, tasks);
    }
    return Exit::done;
}

}  // namespace footprint::cli
