#include "exchange/invented_authority.h"

#include "exchange/invented/draw.h"
#include "exchange/invented_support.h"

#include <set>

namespace footprint::exchange {
namespace {

using namespace testing;

TEST(InventedAuthority, is_the_same_for_the_same_seed) {
    EXPECT_EQ(fingerprint(invent(options(50, 3, 7), 0, calendar())),
              fingerprint(invent(options(50, 3, 7), 0, calendar())));
}

// Whoever changes the generator changes this number, and says so: a demonstration elsewhere then looks
// different.
TEST(InventedAuthority, is_the_same_on_every_machine) {
    EXPECT_EQ(fingerprint(invent(options(50, 3), 0, calendar())), 14203656211500488337ULL);
}

TEST(InventedAuthority, differs_with_the_seed) {
    EXPECT_NE(fingerprint(invent(options(50, 3, 1), 0, calendar())),
              fingerprint(invent(options(50, 3, 2), 0, calendar())));
}

// The first is Westmere in the East Midlands, whatever the seed, so that its code says which postcodes are
// its own.
TEST(InventedAuthority, lies_where_its_code_says) {
    const care::FindPlace westmere = invented_places("E06999001");
    const auto home = westmere("S81 0YF");
    ASSERT_TRUE(home);
    EXPECT_EQ(home->easting, 458'566);
    EXPECT_EQ(home->authority.view(), "E06999001");
    EXPECT_EQ(westmere("s810yf")->northing, home->northing);
    const auto elsewhere = westmere("DY6 7YF");
    ASSERT_TRUE(elsewhere);
    EXPECT_EQ(elsewhere->authority.view(), "E08000027") << "a real authority, by the table of the country";
    EXPECT_EQ(invented_places("E06999002")("DY6 7YF")->authority.view(), "E06999002");
    EXPECT_FALSE(westmere("ZZ99 9ZZ"));
    EXPECT_FALSE(westmere(""));
    for (const char* code : {"E06000034", "E06999000", "E06999154", ""})
        EXPECT_FALSE(invented_places(code)) << code;
    for (const std::uint64_t seed : {1, 7}) {
        const care::Records records = invent(options(20, 2, seed), 0, calendar());
        EXPECT_EQ(records.authority.front().name, "Westmere Borough Council");
        for (const care::Episode& episode : records.episodes.all())
            if (!episode.home_postcode.empty()) {
                EXPECT_EQ(westmere(episode.home_postcode.view())->authority.view(), "E06999001") << seed;
            }
    }
}

TEST(InventedAuthority, has_exactly_as_many_children_looked_after_as_asked_for) {
    for (const int children : {10, 50, 400}) {
        const auto asked = options(children);
        EXPECT_EQ(looked_after(invent(asked, 0, calendar()), asked.as_at), children);
    }
    EXPECT_EQ(looked_after(two_thousand(), options(2000).as_at), 2000);
}

TEST(InventedAuthority, grows_without_changing_the_children_it_has) {
    const auto small = invent(options(100), 0, calendar());
    const auto large = invent(options(150), 0, calendar());
    // At the very end of the smaller one families are passed over to meet its number.
    const std::size_t same = small.children.size() * 9 / 10;
    for (std::size_t i = 0; i < same; ++i) {
        const care::ChildNumber number{static_cast<std::uint32_t>(i)};
        ASSERT_EQ(small.children[i], large.children[i]);
        ASSERT_TRUE(std::ranges::equal(small.episodes.of(number), large.episodes.of(number)));
        ASSERT_TRUE(std::ranges::equal(small.returned_reviews.of(number), large.returned_reviews.of(number)));
    }
}

TEST(InventedAuthority, can_be_any_of_a_nation) {
    auto asked = options(534);
    asked.authorities = most_invented_authorities;
    std::set<std::string> codes;
    int sum = 0;
    for (int number = 0; number < asked.authorities; ++number) {
        codes.insert(invented_code(number));
        sum += invented_size(asked, number);
    }
    EXPECT_EQ(codes.size(), 153u);
    EXPECT_NEAR(sum, 534 * 153, 100);
    EXPECT_GT(invented_size(asked, 0), 2000);
    EXPECT_LT(invented_size(asked, 152), 60);
    asked.children = 20;
    std::set<std::string> names;
    for (int number = 0; number < asked.authorities; ++number)
        names.insert(invent(asked, number, calendar()).authority.front().name);
    EXPECT_EQ(names.size(), 153u);
}

TEST(InventedAuthority, refuses_options_that_make_no_sense) {
    const auto refused = [](auto change) {
        auto asked = options(400);
        change(asked);
        return wrong_use_in(asked).has_value();
    };
    EXPECT_FALSE(refused([](auto&) {}));
    EXPECT_TRUE(refused([](auto& o) { o.children = 9; }));
    EXPECT_FALSE(refused([](auto& o) { o.children = 10; }));
    EXPECT_FALSE(refused([](auto& o) { o.children = 200'000; }));
    EXPECT_TRUE(refused([](auto& o) { o.children = 200'001; }));
    EXPECT_TRUE(refused([](auto& o) { o.years = 0; }));
    EXPECT_FALSE(refused([](auto& o) { o.years = 1; }));
    EXPECT_FALSE(refused([](auto& o) { o.years = 15; }));
    EXPECT_TRUE(refused([](auto& o) { o.years = 16; }));
    EXPECT_TRUE(refused([](auto& o) { o.authorities = 0; }));
    EXPECT_FALSE(refused([](auto& o) { o.authorities = 153; }));
    EXPECT_TRUE(refused([](auto& o) { o.authorities = 154; }));
    EXPECT_TRUE(refused([](auto& o) { o.faults = -1; }));
    EXPECT_TRUE(refused([](auto& o) { o.as_at = Day::never(); }));
}

TEST(InventedAuthority, has_faults_in_a_few_children_where_they_are_asked_for) {
    auto asked = options(200);
    const auto clean = invent(asked, 0, calendar());
    asked.faults = 300;
    const auto faulty = invent(asked, 0, calendar());
    ASSERT_EQ(clean.children.size(), faulty.children.size());
    int no_birth = 0, changed = 0;
    for (std::size_t i = 0; i < clean.children.size(); ++i) {
        const care::ChildNumber number{static_cast<std::uint32_t>(i)};
        no_birth += faulty.children[i].born_on ? 0 : 1;
        changed +=
            clean.children[i] != faulty.children[i] ||
                    !std::ranges::equal(clean.episodes.of(number), faulty.episodes.of(number)) ||
                    !std::ranges::equal(clean.returned_reviews.of(number),
                                        faulty.returned_reviews.of(number)) ||
                    !std::ranges::equal(clean.review_details.of(number), faulty.review_details.of(number))
                ? 1
                : 0;
    }
    const int many = static_cast<int>(clean.children.size());
    EXPECT_GT(no_birth, 0);
    EXPECT_GT(changed, many / 10);
    EXPECT_LT(changed, many * 3 / 10 + many / 20);
}

TEST(Draw, is_the_published_generator) {
    // The first numbers of SplitMix64 from the state 1234567.
    invented::Draw draw(1234567);
    EXPECT_EQ(draw.next(), 6457827717110365317ULL);
    EXPECT_EQ(draw.next(), 3203168211198807973ULL);
    EXPECT_EQ(draw.next(), 9817491932198370423ULL);
}

TEST(Draw, keeps_to_weights_and_distributions) {
    invented::Draw draw(42);
    int count[3] = {};
    const int weights[] = {1, 0, 3};
    for (int i = 0; i < 40'000; ++i) ++count[draw.weighted(weights)];
    EXPECT_NEAR(count[0], 10'000, 400);
    EXPECT_EQ(count[1], 0);
    const invented::Quantile table[] = {{0, 10}, {500, 20}, {1000, 100}};
    int below_20 = 0;
    for (int i = 0; i < 40'000; ++i) {
        const int value = draw.from(table);
        ASSERT_GE(value, 10);
        ASSERT_LE(value, 100);
        below_20 += value < 20 ? 1 : 0;
    }
    EXPECT_NEAR(below_20, 20'000, 600);
}

}  // namespace
}  // namespace footprint::exchange
