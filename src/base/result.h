// The three kinds of bad news that are not findings: a Problem, a Fault, a broken invariant.
//
// In      the place of what is wrong, and a sentence
// Out     Result<T>: a value, or every problem that was met, in order
// Errors  ensure() throws BrokenInvariant in every build: our own mistake, never the input's
#pragma once

#include <initializer_list>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace footprint {

// Where a problem lies: a file and its line and column (both from 1; 0 where there is none), or a form's
// field.
struct Place {
    std::string file;
    int line = 0;
    int column = 0;
    std::string field;
    bool operator==(const Place&) const = default;
};

// What is wrong with what was asked. The message says what is wrong, then what to do about it.
struct Problem {
    enum class Kind {
        wrong_use,          // the command or the request makes no sense
        unreadable,         // not a date, not UTF-8, not a table
        unknown_code,       // a code, column or name that nobody knows
        missing,            // something that must be there is not
        conflict,           // two things that cannot both be so
        not_found,          // names nothing
        not_permitted,      // this person may not
        changed_meanwhile,  // somebody else was faster
        too_large,          // over a limit
    };
    Kind kind = Kind::wrong_use;
    Place place;
    std::string message;
    bool operator==(const Problem&) const = default;
};

using Problems = std::vector<Problem>;

// "episodes.csv:14:3: The day 30/02/2020 does not exist. ..."
std::string printed(const Problem& problem);
std::string printed(const Problems& problems);

// A value, or the problems that stood in its way.
template <class T>
class [[nodiscard]] Result {
  public:
    Result(T value) : state_(std::move(value)) {}                      // NOLINT: a value is a result
    Result(Problem problem) : state_(Problems{std::move(problem)}) {}  // NOLINT
    Result(Problems problems) : state_(std::move(problems)) {}         // NOLINT

    explicit operator bool() const { return std::holds_alternative<T>(state_); }
    bool has_value() const { return std::holds_alternative<T>(state_); }
    // REQUIRES: has_value()
    T& value() & { return std::get<T>(state_); }
    const T& value() const& { return std::get<T>(state_); }
    T&& value() && { return std::get<T>(std::move(state_)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    // REQUIRES: not has_value()
    const Problems& problems() const { return std::get<Problems>(state_); }

  private:
    std::variant<T, Problems> state_;
};

struct Done {};  // Result<Done>: it worked, and there is nothing to hand back

// Something about us or the machine failed (disk, database, network). Thrown by store, server and main only.
class Fault : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

// There is no room left to write. What is there can be read, and nothing was half written.
class NoRoom : public Fault {
  public:
    using Fault::Fault;
};

class BrokenInvariant : public std::logic_error {
  public:
    using std::logic_error::logic_error;
};

[[noreturn]] void broken(const char* what);

inline void ensure(bool holds, const char* what) {
    if (!holds) broken(what);
}

}  // namespace footprint
