// The reading of sources and pages, on texts made up for it: what is not seen cannot be judged.
#include "tidy/scan.h"

#include <gtest/gtest.h>

#include <ostream>

#include "tidy/tree.h"

namespace footprint::tidy {

void PrintTo(const Seen& seen, std::ostream* out) {
    *out << seen.line << ": " << seen.text;
}

namespace {

std::vector<std::string> names(const std::vector<FunctionSeen>& functions) {
    std::vector<std::string> out;
    for (const auto& function : functions)
        out.push_back(function.name + " " + std::to_string(function.line) + "+" +
                      std::to_string(function.lines));
    return out;
}

TEST(Scan, TakesCommentsAndStringsApart) {
    const std::string source =
        "int a; // b \"c\"\nconst char* d = \"// e\"; /* f\ng */ char h = '\"'; int i;";
    EXPECT_EQ(code_only(source),
              "int a;         \nconst char* d = \"    \";     \n     char h = ' '; int i;");
    EXPECT_EQ(comments_only(source).substr(7, 8), "// b \"c\"");
    EXPECT_EQ(code_only("x = R\"(a \" b)\"; y;"), "x = R\"       \"; y;");
    EXPECT_EQ(code_only("n = 1'000; m = 2'000;"), "n = 1'000; m = 2'000;") << "these quotes part digits";
    EXPECT_EQ(code_only(R"(s = "a\"b"; t;)"), R"(s = "    "; t;)");
}

TEST(Scan, SeesIncludes) {
    const auto seen = includes_of("#include \"base/day.h\"\n// #include <x>\n#  include <map>\n");
    ASSERT_EQ(seen.size(), 2U);
    EXPECT_EQ(seen[0].path, "base/day.h");
    EXPECT_TRUE(seen[0].quoted);
    EXPECT_EQ(seen[1].path, "map");
    EXPECT_FALSE(seen[1].quoted);
    EXPECT_EQ(seen[1].line, 3);
}

TEST(Scan, SeesIdentifiersOfCodeOnly) {
    EXPECT_EQ(identifiers_of("one_(2, \"three\"); // four\nFive"),
              (std::vector<Seen>{{"one_", 1}, {"Five", 2}}));
}

TEST(Scan, MeasuresFunctions) {
    EXPECT_EQ(names(functions_of("namespace a {\nint b(int c) {\n    if (c) {\n    }\n}\n}\n")),
              std::vector<std::string>{"int b(int c) 2+4"});
    EXPECT_EQ(names(functions_of("class A {\n  public:\n    A() : b_{1} {\n    }\n    int b_{2};\n};\n")),
              std::vector<std::string>{"A() : b_{1} 3+2"});
    EXPECT_EQ(names(functions_of("struct B { int c = 0; };\nenum class D { e };\nint f[] = {1, 2};\n")),
              std::vector<std::string>{});
    EXPECT_EQ(names(functions_of(
                  "const auto g = [](int h) {\n    return h;\n};\nvoid i() {\n    j([] {\n    });\n}\n")),
              (std::vector<std::string>{"const auto g = [](int h) 1+3", "void i() 4+4"}));
    EXPECT_EQ(names(functions_of("TEST(K, L) {\n}\ntemplate <class M>\nM n() {\n}\n")),
              (std::vector<std::string>{"TEST(K, L) 1+2", "template <class M> 3+3"}));
}

TEST(Scan, JudgesHeadComments) {
    EXPECT_EQ(fault_of_head_comment(
                  "// Days.\n//\n// In      text\n//         and more\n// Out     a day\n#pragma once\n"),
              "");
    EXPECT_NE(fault_of_head_comment("#pragma once\n"), "") << "none at all";
    EXPECT_NE(fault_of_head_comment("// Days\n//\n// In      text\n"), "") << "no sentence";
    EXPECT_NE(fault_of_head_comment("// Days.\n#pragma once\n"), "") << "no field";
    EXPECT_NE(fault_of_head_comment("// Days.\n//\n// In      text Out     a day\n"), "") << "two in a line";
    EXPECT_NE(fault_of_head_comment("// Days.\n//\n// In      text\n// and more\n"), "") << "not set in";
    EXPECT_NE(fault_of_head_comment("// Days.\n//\n// In      text\n//\n#pragma once\n"), "") << "empty end";
}

TEST(Scan, ReadsPages) {
    EXPECT_EQ(links_of("a [b](c.md) `[d](e)`\n```\n[f](g)\n```\n![h](i.png#j)\n"),
              (std::vector<Seen>{{"c.md", 1}, {"i.png#j", 5}}));
    EXPECT_EQ(anchors_of("# In ten lines\ntext\n```\n# not\n```\n## What's `new`?\n"),
              (std::vector<std::string>{"in-ten-lines", "whats-new"}));
    EXPECT_EQ(code_spans_of("`a/b` and `c\nd` [x](y) `e`\n```\n`f`\n```\n`g\n\nh` i"),
              (std::vector<Seen>{{"a/b", 1}, {"c d", 1}, {"e", 2}, {"g ", 6}, {" i ", 8}}));
    EXPECT_EQ(links_of("`a\nb` [c](d) `[e](f)\n[g](h)`\n"), (std::vector<Seen>{{"d", 2}}));
    EXPECT_EQ(functions_declared("Exit a(int b);\n// Exit c();\nExit d(\n    int e);\nint f();\n", "Exit"),
              (std::vector<std::string>{"a", "d"}));
}

TEST(Tree, HoldsWhatIsOursAndNothingElse) {
    EXPECT_TRUE(has(tree(), "src/base/day.h"));
    EXPECT_TRUE(has(tree(), "src/base/"));
    EXPECT_TRUE(has(tree(), "start"));
    EXPECT_FALSE(has(tree(), "src/bas"));
    EXPECT_FALSE(has(tree(), "build"));
    EXPECT_FALSE(has(tree(), "node_modules"));
    EXPECT_FALSE(has(tree(), ".git"));
    EXPECT_EQ(source_folder_of("src/web/pages/import.cc"), "web");
    EXPECT_EQ(source_folder_of("tests/web/html_test.cc"), "");
}

}  // namespace
}  // namespace footprint::tidy
