#include "exchange/invented/marginals.h"

#include "base/csv.h"
#include "base/result.h"
#include "base/shipped.h"
#include "base/text.h"

#include <charconv>

namespace footprint::exchange::invented {

namespace {

using care::CategoryOfNeed;
using care::Ethnicity;
using care::ReasonEpisodeCeased;

constexpr std::string_view england = "E92000001";

template <class Code>
constexpr std::size_t at(Code code) {
    return static_cast<std::size_t>(code);
}

// The file's figures, looked up by area, measure and row of the newest year.
class Figures {
  public:
    Figures() {
        const auto text = shipped("codes/invented_marginals.csv");
        ensure(text.has_value(), "codes/invented_marginals.csv is not carried");
        CsvReader reader("codes/invented_marginals.csv", *text);
        while (reader.next()) {
            const auto& f = reader.fields();
            if (f.size() != 6 || f[0].empty() || f[0] == "area") continue;
            all_[{std::string(f[0]), std::string(f[1]), std::string(f[2])}][whole(f[3])] = whole(f[4]);
        }
        ensure(reader.problems().empty(), "codes/invented_marginals.csv cannot be read");
    }
    const std::map<int, int>& by_year(std::string_view area, std::string_view measure,
                                      std::string_view row = "") const {
        const auto found = all_.find({std::string(area), std::string(measure), std::string(row)});
        ensure(found != all_.end(), "codes/invented_marginals.csv lacks a figure");
        return found->second;
    }
    int newest(std::string_view area, std::string_view measure, std::string_view row = "") const {
        return by_year(area, measure, row).rbegin()->second;
    }

  private:
    static int whole(std::string_view text) {
        int number = 0;
        std::from_chars(text.data(), text.data() + text.size(), number);
        return number;
    }
    struct Key {
        std::string area, measure, row;
        auto operator<=>(const Key&) const = default;
    };
    std::map<Key, std::map<int, int>> all_;
};

int share(int part, int whole) {
    return whole > 0 ? static_cast<int>(1000LL * part / whole) : 0;
}

// A published group is shared out among its codes as the region's people are. The children who came alone are
// taken out, for they are drawn apart.
void read_ethnicity(const Figures& figures, std::string_view region, Marginals& out) {
    using E = Ethnicity;
    struct Group {
        std::string_view row;
        std::vector<E> codes;
    };
    const Group groups[] = {
        {"White", {E::WBRI, E::WIRI, E::WIRT, E::WOTH, E::WROM}},
        {"Mixed or Multiple ethnic groups", {E::MWBC, E::MWBA, E::MWAS, E::MOTH}},
        {"Asian or Asian British", {E::AIND, E::APKN, E::ABAN, E::AOTH, E::CHNE}},
        {"Black, African, Caribbean or Black British", {E::BCRB, E::BAFR, E::BOTH}},
        {"Other ethnic group", {E::OOTH}},
        {"Refused or information not yet available", {E::REFU, E::NOBT}},
    };
    int uasc_sum = 0;
    for (const int weight : uasc_ethnicity) uasc_sum += weight;
    const int uasc = figures.newest(region, "uasc", "UASC");
    for (const auto& group : groups) {
        std::int64_t children = figures.newest(region, "ethnic_group", group.row);
        std::int64_t people = 0;
        for (const E code : group.codes) {
            children -= static_cast<std::int64_t>(uasc) * uasc_ethnicity[at(code)] / uasc_sum;
            if (group.row.front() != 'R')
                people += figures.newest(region, "ethnic_population", printed(code));
        }
        children = std::max<std::int64_t>(children, 0);
        for (const E code : group.codes) {
            const std::int64_t of_code =
                group.row.front() == 'R'
                    ? children / 2
                    : children * figures.newest(region, "ethnic_population", printed(code)) / people;
            out.ethnicity[at(code)] = static_cast<int>(of_code);
        }
    }
}

void read_need(const Figures& figures, std::string_view region, Marginals& out) {
    const std::string_view rows[] = {"N1. Abuse or neglect",
                                     "N2. Child's disability",
                                     "N3. Parental illness or disability",
                                     "N4. Family in acute stress",
                                     "N5. Family dysfunction",
                                     "N6. Socially unacceptable behaviour",
                                     "N7. Low income",
                                     "N8. Absent parenting"};
    for (std::size_t i = 0; i < std::size(rows); ++i)
        out.need[i + 1] = figures.newest(region, "need", rows[i]);
    // Children who came alone are counted under absent parenting.
    int& absent = out.need[at(CategoryOfNeed::N8)];
    absent = std::max(absent - figures.newest(region, "uasc", "UASC"), absent / 10);
}

void read_reasons(const Figures& figures, Marginals& out) {
    using R = ReasonEpisodeCeased;
    const auto ceased = [&](std::string_view row) {
        return figures.newest(england, "ceased_by_reason", row);
    };
    const auto set = [&](R code, int number) { out.reason_ceased[at(code)] = number; };
    set(R::E2, ceased("Died"));
    set(R::E3, ceased("Care taken by another local authority"));
    set(R::E4A,
        ceased(
            "Returned home to live with parents or other person with parental responsibility which was part "
            "of the care planning process"));
    set(R::E4B,
        ceased(
            "Returned home to live with parents or other person with parental responsibility which was not "
            "part of the care planning process"));
    set(R::E13,
        ceased("Left care to live with parents, relatives or other person with no parental responsibility"));
    set(R::E41, ceased("Residence order or child arrangement order granted"));
    set(R::E5, ceased("Moved into independent living (with supportive accommodation)"));
    set(R::E6, ceased("Moved into independent living (with no formalised support)"));
    set(R::E7, ceased("Transferred to residential care funded by adult social services"));
    set(R::E8, ceased("Care ceased for any other reason"));
    set(R::E9, ceased("Sentenced to custody"));
    set(R::E14, ceased("Accommodation on remand ended"));
    set(R::E15, ceased("Age assessment determined child aged 18 or over"));
    set(R::E16, ceased("Child moved abroad"));
    set(R::E17, ceased("Aged 18 (or over) and remained with current carers"));
    const auto order = [&](std::string_view row) {
        return figures.newest(england, "special_guardianship", row);
    };
    set(R::E45,
        order("Special guardianship order made to former foster carer, who was/are a relative or friend"));
    set(R::E46,
        order("Special guardianship order made to former foster carer, other than relative or friend"));
    set(R::E47, order("Special guardianship order made to carer, other than former foster carer, who was/are "
                      "a relative "
                      "or friend"));
    set(R::E48, order("Special guardianship order made to carer, other than former foster carer, other than "
                      "relative or "
                      "friend"));
    set(R::E11, figures.newest(england, "adopted", "Adopted - application unopposed"));
    set(R::E12, figures.newest(england, "adopted", "Adopted - consent dispensed with"));
}

void read_health(const Figures& figures, Marginals& out) {
    const auto number = [&](std::string_view row) { return figures.newest(england, "health", row); };
    auto& health = out.health;
    const int all = number("Total all ages");
    health.development =
        share(number("Development assessments up to date"), number("Total ages 0 to 4 years"));
    health.assessment = share(number("Had their annual health assessment"), all);
    health.immunisations = share(number("Had their immunisations up to date"), all);
    health.dentist = share(number("Had their teeth checked by a dentist"), all);
    health.convicted =
        share(number("Convicted or subject to youth cautions, or youth conditional cautions during the year"),
              number("Total ages 10 to 17 years"));
    const int misuse = number("Identified as having a substance misuse problem");
    health.substance_misuse = share(misuse, all);
    health.intervention_received =
        share(number("Received an intervention for their substance misuse problem"), misuse);
    health.intervention_refused = share(number("Offered intervention but refused it"), misuse);
    const int scored = number("SDQ score was received");
    health.sdq_received = share(scored, number("Total ages 5 to 16 years"));
    health.sdq_concern = share(number("SDQ score is a cause for concern"), scored);
    health.sdq_borderline = share(number("SDQ score is borderline"), scored);
}

}  // namespace

const Weights<Ethnicity> uasc_ethnicity = [] {
    Weights<Ethnicity> weights{};
    weights[at(Ethnicity::OOTH)] = 36;
    weights[at(Ethnicity::BAFR)] = 30;
    weights[at(Ethnicity::AOTH)] = 20;
    weights[at(Ethnicity::WOTH)] = 7;
    weights[at(Ethnicity::BOTH)] = 5;
    weights[at(Ethnicity::NOBT)] = 2;
    return weights;
}();

Marginals marginals_of(std::string_view region) {
    const Figures figures;
    Marginals out;
    const int sizes = 151;  // the City of London and the Isles of Scilly are too small to be printed
    for (int rank = 1; rank <= sizes; ++rank)
        out.authority_sizes.push_back(figures.newest(england, "authority_size", std::to_string(rank)));
    out.started = figures.by_year(england, "started");
    out.children_0_17 = figures.by_year(region, "children_0_17");
    out.looked_after = figures.newest(region, "looked_after");
    const int uasc = figures.newest(region, "uasc", "UASC");
    out.uasc_thousandths = share(uasc, out.looked_after);
    const int inside = figures.newest(region, "locality", "Placed inside the local authority boundary");
    const int outside = figures.newest(region, "locality", "Placed outside the local authority boundary");
    out.inside_thousandths = share(inside, inside + outside);
    const int male = figures.newest(region, "sex", "Male");
    const int female = figures.newest(region, "sex", "Female");
    out.male_thousandths = share(male - uasc * uasc_male_thousandths / 1000, male + female - uasc);
    read_ethnicity(figures, region, out);
    read_need(figures, region, out);
    read_reasons(figures, out);
    read_health(figures, out);
    return out;
}

}  // namespace footprint::exchange::invented
