#include "exchange/ssda903_xml.h"

#include <expat.h>

#include <algorithm>
#include <memory>

#include "base/text.h"
#include "exchange/file_kinds.h"

namespace footprint::exchange {

namespace {

constexpr std::size_t deepest = 8;
constexpr std::size_t longest_text = 10'000;
constexpr std::size_t most_problems = 100;

struct Value {
    std::string text;
    int line = 0;
    int column = 0;
};

// The elements that make a row of their own, and their tables. Elements of the child's HEADER make several
// tables.
std::string_view table_of(std::string_view element) {
    if (element == "HEADER") return "Header";
    if (element == "EPISODE") return "Episodes";
    if (element == "AREVIEW") return "Reviews";
    if (element == "AMISSING") return "Missing";
    if (element == "PERMANENCE") return "PrevPerm";
    if (element == "OC2") return "OC2";
    if (element == "AD_PLACED") return "PlacedAdoption";
    return {};
}

std::string column_of(std::string_view element) {
    if (element == "CHILDID") return "CHILD";
    if (element == "PL") return "PLACE";
    return std::string(element);
}

class Taker {
  public:
    Taker(std::string_view file, XML_Parser parser) : file_(file), parser_(parser) {}

    void begin(std::string_view element) {
        if (path_.empty() && element != "EXPSSDA903")
            stop("The root is '" + std::string(element.substr(0, 40)) +
                 "' and not EXPSSDA903. This is no SSDA903 return.");
        if (path_.size() >= deepest) stop("Elements lie within each other too deeply.");
        path_.emplace_back(element);
        text_.clear();
        line_ = static_cast<int>(XML_GetCurrentLineNumber(parser_));
        column_ = static_cast<int>(XML_GetCurrentColumnNumber(parser_)) + 1;
        if (!table_of(element).empty()) open_.push_back({std::string(element), line_, {}});
        if (element == "CHILD") child_ = {};
    }

    void text(std::string_view more) {
        if (text_.size() + more.size() > longest_text) {
            stop("The text of an element is too long.");
            return;
        }
        text_ += more;
    }

    void end(std::string_view element) {
        path_.pop_back();
        if (!open_.empty() && open_.back().element == element) {
            finish(std::move(open_.back()));
            open_.pop_back();
        } else if (!open_.empty()) {
            const auto value = std::string(trim(text_));
            const std::string column = column_of(element);
            open_.back().values[column] = {value, line_, column_};
            if (column == "CHILD") child_ = {value, line_, column_};
            if (column == "DOB" && open_.back().element == "HEADER") born_on_ = {value, line_, column_};
        }
        if (element == "CHILD") flush_child();
        text_.clear();
    }

    void stop(std::string message) {
        if (problems.size() < most_problems)
            problems.push_back({Problem::Kind::unreadable,
                                {file_,
                                 static_cast<int>(XML_GetCurrentLineNumber(parser_)),
                                 static_cast<int>(XML_GetCurrentColumnNumber(parser_)) + 1,
                                 {}},
                                std::move(message)});
        XML_StopParser(parser_, XML_FALSE);
    }

    XmlTables tables;
    Problems problems;

  private:
    struct Open {
        std::string element;
        int line = 0;
        std::map<std::string, Value> values;
    };

    // Rows wait until the child's id and birth date are known, which may stand behind them.
    void finish(Open row) {
        if (row.element == "HEADER") {
            add_from_header(row);
        } else {
            waiting_.push_back({table_of(row.element), std::move(row)});
        }
    }

    static bool has(const Open& row, const char* column) {
        const auto found = row.values.find(column);
        return found != row.values.end() && !found->second.text.empty();
    }

    void add_from_header(Open& row) {
        waiting_.push_back({"Header", row});
        const auto uasc = row.values.find("UASC");
        const bool is_uasc =
            uasc != row.values.end() && !uasc->second.text.empty() && uasc->second.text != "0";
        if (is_uasc) waiting_.push_back({"UASC", row});
        if (has(row, "IN_TOUCH")) waiting_.push_back({"OC3", row});
        if (has(row, "DATE_INT")) waiting_.push_back({"AD1", row});
    }

    void flush_child() {
        for (auto& [table, row] : waiting_) {
            row.values["CHILD"] = child_;
            if (!row.values.contains("DOB")) row.values["DOB"] = born_on_;
            XmlRow made;
            made.line = row.line;
            for (const auto column : columns_of(table)) {
                const auto found = row.values.find(std::string(column));
                made.values.push_back(found == row.values.end() ? std::string() : found->second.text);
                made.columns.push_back(found == row.values.end() ? 0 : found->second.column);
                if (found != row.values.end() && found->second.line > 0 && made.line == 0)
                    made.line = found->second.line;
            }
            tables[table].push_back(std::move(made));
        }
        waiting_.clear();
        born_on_ = {};
    }

    std::string file_;
    XML_Parser parser_;
    std::vector<std::string> path_;
    std::string text_;
    int line_ = 0;
    int column_ = 0;
    Value child_;
    Value born_on_;
    std::vector<Open> open_;
    std::vector<std::pair<std::string_view, Open>> waiting_;
};

void on_begin(void* taker, const XML_Char* name, const XML_Char**) {
    static_cast<Taker*>(taker)->begin(name);
}
void on_end(void* taker, const XML_Char* name) {
    static_cast<Taker*>(taker)->end(name);
}
void on_text(void* taker, const XML_Char* text, int size) {
    static_cast<Taker*>(taker)->text({text, static_cast<std::size_t>(size)});
}
void on_doctype(void* taker, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    static_cast<Taker*>(taker)->stop("A document type is declared, which no return needs. Take it out.");
}

}  // namespace

Result<XmlTables> read_return_xml(std::string_view file, std::string_view bytes) {
    const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreate(nullptr),
                                                                              &XML_ParserFree);
    Taker taker(file, parser.get());
    XML_SetUserData(parser.get(), &taker);
    XML_SetElementHandler(parser.get(), on_begin, on_end);
    XML_SetCharacterDataHandler(parser.get(), on_text);
    XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);
    constexpr std::size_t piece = 1 << 20;
    for (std::size_t at = 0; at <= bytes.size(); at += piece) {
        const std::string_view part = bytes.substr(at, piece);
        const bool last = at + piece >= bytes.size();
        if (XML_Parse(parser.get(), part.data(), static_cast<int>(part.size()), last ? 1 : 0) ==
            XML_STATUS_OK) {
            if (last) break;
            continue;
        }
        if (taker.problems.empty())
            taker.problems.push_back({Problem::Kind::unreadable,
                                      {std::string(file),
                                       static_cast<int>(XML_GetCurrentLineNumber(parser.get())),
                                       static_cast<int>(XML_GetCurrentColumnNumber(parser.get())) + 1,
                                       {}},
                                      std::string("This is not well-formed XML: ") +
                                          XML_ErrorString(XML_GetErrorCode(parser.get())) + "."});
        break;
    }
    if (!taker.problems.empty()) return taker.problems;
    return std::move(taker.tables);
}

}  // namespace footprint::exchange
