// The tables of the return that say something of a child besides episodes and reviews.
//
// In      rows of UASC, OC2, OC3, AD1, PlacedAdoption, PrevPerm, Missing, SWEpisodes, DoLo
// Out     plain records, a column each as the return has them
// Source  SSDA903; docs/formats.md
#pragma once

#include <optional>
#include <string>

#include "care/child.h"

namespace footprint::care {

struct Uasc {
    ChildNumber child;
    Sex sex{};
    std::optional<Day> born_on;
    std::optional<Day> ceased_on;
    bool operator==(const Uasc&) const = default;
};
template <>
struct Describe<Uasc> {
    static constexpr std::string_view table = "UASC";
    static constexpr auto fields = std::tuple(key("CHILD", &Uasc::child), field("SEX", &Uasc::sex),
                                              field("DOB", &Uasc::born_on), field("DUC", &Uasc::ceased_on));
};

struct HealthOfYear {
    ChildNumber child;
    std::optional<Day> born_on;
    std::optional<int> sdq_score;
    SdqReason sdq_reason{};
    std::optional<bool> convicted;
    std::optional<bool> health_check;
    std::optional<bool> immunisations;
    std::optional<bool> teeth_check;
    std::optional<bool> health_assessment;
    std::optional<bool> substance_misuse;
    std::optional<bool> intervention_received;
    std::optional<bool> intervention_offered;
    bool operator==(const HealthOfYear&) const = default;
};
template <>
struct Describe<HealthOfYear> {
    using R = HealthOfYear;
    static constexpr std::string_view table = "OC2";
    static constexpr auto fields =
        std::tuple(key("CHILD", &R::child), field("DOB", &R::born_on), field("SDQ_SCORE", &R::sdq_score),
                   field("SDQ_REASON", &R::sdq_reason), field("CONVICTED", &R::convicted),
                   field("HEALTH_CHECK", &R::health_check), field("IMMUNISATIONS", &R::immunisations),
                   field("TEETH_CHECK", &R::teeth_check), field("HEALTH_ASSESSMENT", &R::health_assessment),
                   field("SUBSTANCE_MISUSE", &R::substance_misuse),
                   field("INTERVENTION_RECEIVED", &R::intervention_received),
                   field("INTERVENTION_OFFERED", &R::intervention_offered));
};

struct CareLeaver {
    ChildNumber child;
    std::optional<Day> born_on;
    InTouch in_touch{};
    Activity activity{};
    Accommodation accommodation{};
    bool operator==(const CareLeaver&) const = default;
};
template <>
struct Describe<CareLeaver> {
    static constexpr std::string_view table = "OC3";
    static constexpr auto fields =
        std::tuple(key("CHILD", &CareLeaver::child), field("DOB", &CareLeaver::born_on),
                   field("IN_TOUCH", &CareLeaver::in_touch), field("ACTIV", &CareLeaver::activity),
                   field("ACCOM", &CareLeaver::accommodation));
};

struct Adoption {
    ChildNumber child;
    std::optional<Day> born_on;
    std::optional<Day> decided_on;
    std::optional<Day> matched_on;
    std::optional<bool> by_foster_carer;
    std::optional<int> adopters;
    SexOfAdopters sex_of_adopters{};
    AdoptersStatus adopters_status{};
    bool operator==(const Adoption&) const = default;
};
template <>
struct Describe<Adoption> {
    using R = Adoption;
    static constexpr std::string_view table = "AD1";
    static constexpr auto fields =
        std::tuple(key("CHILD", &R::child), field("DOB", &R::born_on), field("DATE_INT", &R::decided_on),
                   field("DATE_MATCH", &R::matched_on), field("FOSTER_CARE", &R::by_foster_carer),
                   field("NB_ADOPTR", &R::adopters), field("SEX_ADOPTR", &R::sex_of_adopters),
                   field("LS_ADOPTR", &R::adopters_status));
};

struct AdoptionDecision {
    ChildNumber child;
    std::optional<Day> born_on;
    std::optional<Day> decided_on;
    std::optional<Day> reversed_on;
    AdoptionReversed reason_reversed{};
    bool operator==(const AdoptionDecision&) const = default;
};
template <>
struct Describe<AdoptionDecision> {
    using R = AdoptionDecision;
    static constexpr std::string_view table = "PlacedAdoption";
    static constexpr auto fields = std::tuple(
        key("CHILD", &R::child), field("DOB", &R::born_on), key("DATE_PLACED", &R::decided_on),
        field("DATE_PLACED_CEASED", &R::reversed_on), field("REASON_PLACED_CEASED", &R::reason_reversed));
};

struct EarlierPermanence {
    ChildNumber child;
    std::optional<Day> born_on;
    PreviousPermanence kind{};
    std::string authority;
    std::string on;  // zz/mm/yyyy where parts of the day are not known
    bool operator==(const EarlierPermanence&) const = default;
};
template <>
struct Describe<EarlierPermanence> {
    using R = EarlierPermanence;
    static constexpr std::string_view table = "PrevPerm";
    static constexpr auto fields =
        std::tuple(key("CHILD", &R::child), field("DOB", &R::born_on), field("PREV_PERM", &R::kind),
                   field("LA_PERM", &R::authority), field("DATE_PERM", &R::on));
};

struct MissingEpisode {
    ChildNumber child;
    std::optional<Day> born_on;
    MissingKind kind{};
    std::optional<Day> from_on;
    std::optional<Day> until_on;
    bool operator==(const MissingEpisode&) const = default;
};
template <>
struct Describe<MissingEpisode> {
    using R = MissingEpisode;
    static constexpr std::string_view table = "Missing";
    static constexpr auto fields =
        std::tuple(key("CHILD", &R::child), field("DOB", &R::born_on), field("MISSING", &R::kind),
                   key("MIS_START", &R::from_on), field("MIS_END", &R::until_on));
};

struct WorkerEpisode {
    ChildNumber child;
    std::optional<Day> born_on;
    std::string social_worker_id;
    std::optional<Day> from_on;
    std::optional<Day> until_on;
    ReasonWorkerChanged reason{};
    bool operator==(const WorkerEpisode&) const = default;
};
template <>
struct Describe<WorkerEpisode> {
    using R = WorkerEpisode;
    static constexpr std::string_view table = "SWEpisodes";
    static constexpr auto fields = std::tuple(
        key("CHILD", &R::child), field("DOB", &R::born_on), field("SW_ID", &R::social_worker_id),
        key("SW_DECOM", &R::from_on), field("SW_DEC", &R::until_on), field("SW_REASON", &R::reason));
};

struct DeprivationOfLiberty {
    ChildNumber child;
    std::optional<Day> born_on;
    std::optional<Day> from_on;
    std::optional<Day> until_on;
    bool operator==(const DeprivationOfLiberty&) const = default;
};
template <>
struct Describe<DeprivationOfLiberty> {
    using R = DeprivationOfLiberty;
    static constexpr std::string_view table = "DoLo";
    static constexpr auto fields =
        std::tuple(key("CHILD", &R::child), field("DOB", &R::born_on), key("DOLO_START", &R::from_on),
                   field("DOLO_END", &R::until_on));
};

}  // namespace footprint::care
