// The field's codes as types: what a column of a return may hold.
//
// In      a code as written in a file, in any case
// Out     an enumerator named as the field writes it; `not_recorded` is the blank
// Errors  what is no code of the set is std::nullopt
// Source  codes/dfe.csv says what each means and in which years it was used; a test holds the two together
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace footprint::care {

// The codes of one set in the order of its enumerators; the first is the blank.
struct CodeNames {
    std::string_view set;
    std::array<std::string_view, 40> names{};
    std::size_t size = 1;
};

constexpr CodeNames split_codes(std::string_view set, std::string_view list) {
    CodeNames out;
    out.set = set;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= list.size(); ++i) {
        if (i < list.size() && list[i] != ',') continue;
        std::string_view name = list.substr(begin, i - begin);
        while (!name.empty() && name.front() == ' ') name.remove_prefix(1);
        // A code that is a word of C++, or begins with a digit, ends in an underscore or begins with one.
        while (!name.empty() && name.back() == '_') name.remove_suffix(1);
        while (!name.empty() && name.front() == '_') name.remove_prefix(1);
        out.names[out.size++] = name;
        begin = i + 1;
    }
    return out;
}

// Declares an enumeration together with the names of its codes, which are the enumerators' own.
#define FOOTPRINT_CODES(Type, set_name, ...)                                       \
    enum class Type : std::uint8_t { not_recorded, __VA_ARGS__ };                  \
    inline constexpr CodeNames Type##_codes = split_codes(set_name, #__VA_ARGS__); \
    constexpr const CodeNames& codes_of(Type) {                                    \
        return Type##_codes;                                                       \
    }

// SSDA903.
FOOTPRINT_CODES(Sex, "SEX", M, F, U)
FOOTPRINT_CODES(Ethnicity, "ETHNIC", WBRI, WIRI, WIRT, WOTH, WROM, MWBC, MWBA, MWAS, MOTH, AIND, APKN, ABAN,
                AOTH, BCRB, BAFR, BOTH, CHNE, OOTH, REFU, NOBT)
FOOTPRINT_CODES(ReasonForNewEpisode, "RNE", S, L, P, T, B, U)
FOOTPRINT_CODES(LegalStatus, "LS", C1, C2, D1, E1, V2, V3, V4, L1, L2, L3, J1, J2, J3)
FOOTPRINT_CODES(CategoryOfNeed, "CIN", N1, N2, N3, N4, N5, N6, N7, N8)
FOOTPRINT_CODES(PlacementType, "PLACE", U1, U2, U3, U4, U5, U6, A3, A4, A5, A6, K1, K2, K3, H5, P1, P2, P3,
                R1, R2, R3, R5, S1, T0, T1, T2, T3, T4, Z1, Z11, Z12, Z13, Z14)
FOOTPRINT_CODES(PlacementProvider, "PLACE_PROVIDER", PR0, PR1, PR2, PR3, PR4, PR5)
FOOTPRINT_CODES(ReasonEpisodeCeased, "REC", X1, E11, E12, E2, E3, E4A, E4B, E13, E41, E43, E44, E45, E46, E47,
                E48, E5, E6, E7, E8, E9, E14, E15, E16, E17)
FOOTPRINT_CODES(ReasonPlacementChanged, "REASON_PLACE_CHANGE", CARPL, CLOSE, ALLEG, STAND, APPRR, CREQB,
                CREQO, CHILD, LAREQ, PLACE, CUSTOD, OTHER)
FOOTPRINT_CODES(Participation, "REVIEW_CODE", PN0, PN1, PN2, PN3, PN4, PN5, PN6, PN7)
FOOTPRINT_CODES(SdqReason, "SDQ_REASON", SDQ1, SDQ2, SDQ3, SDQ4, SDQ5)
FOOTPRINT_CODES(InTouch, "IN_TOUCH", YES, NO, DIED, REFU, NREQ, RHOM)
FOOTPRINT_CODES(Activity, "ACTIV", F1, P1, F2, P2, F4, P4, F5, P5, F3, P3, G4, G5, G6, _0)
FOOTPRINT_CODES(Accommodation, "ACCOM", B1, B2, C1, C2, D1, D2, E1, E2, G1, G2, H1, H2, K1, K2, R1, R2, S1,
                S2, T1, T2, U1, U2, V1, V2, W1, W2, X1, X2, Y1, Y2, Z1, Z2, _0)
FOOTPRINT_CODES(SexOfAdopters, "SEX_ADOPTR", M1, F1, MM, FF, MF)
FOOTPRINT_CODES(AdoptersStatus, "LS_ADOPTR", L0, L11, L12, L2, L3, L4)
FOOTPRINT_CODES(AdoptionReversed, "REASON_PLACED_CEASED", RD1, RD2, RD3, RD4)
FOOTPRINT_CODES(PreviousPermanence, "PREV_PERM", P1, P2, P3, P4, Z1)
FOOTPRINT_CODES(MissingKind, "MISSING", M, A)
FOOTPRINT_CODES(ReasonWorkerChanged, "SW_REASON", MANAGE, FCONTA, LEFTRL, ORGRST, TSPROC, ABSENC, CHCHAN,
                PCCHAN, SWDIED, OTHERS)

// The service's own records.
FOOTPRINT_CODES(Role, "role", iro, senior_iro, manager, firo, cp_chair, pathway_officer, business_support,
                social_worker, team_manager)
FOOTPRINT_CODES(Contract, "contract", permanent, agency)
FOOTPRINT_CODES(Mode, "mode", face_to_face, virtual_, hybrid, no_sitting)
FOOTPRINT_CODES(Chaired, "chaired", no, co, yes)
FOOTPRINT_CODES(RecordForm, "record_form", letter, signs_of_safety, minutes)
FOOTPRINT_CODES(Party, "party", mother, father, carer, social_worker, school, health, advocate, guardian,
                other)
FOOTPRINT_CODES(Reader, "reader", child, mother, father, carer, social_worker, school, health, advocate,
                guardian, other)
FOOTPRINT_CODES(SentBy, "sent by", by_hand, post, email, app)
FOOTPRINT_CODES(ObjectionOutcome, "objection outcome", stands, changed, withdrawn)
FOOTPRINT_CODES(MidwayQuality, "quality", good, adequate, poor)
FOOTPRINT_CODES(Means, "means", face_to_face, call, video, text, whatsapp, email, app, letter)
FOOTPRINT_CODES(ConferenceKind, "conference kind", initial, review)
FOOTPRINT_CODES(ProceedingsKind, "proceedings kind", care, supervision, placement_order, adoption, discharge,
                contact, secure, deprivation_of_liberty, other)
FOOTPRINT_CODES(HearingKind, "hearing kind", case_management, issues_resolution, final, other)
FOOTPRINT_CODES(SupervisionKind, "supervision kind", supervision, group, observation, peer_audit, training)
FOOTPRINT_CODES(Milestone, "milestone", plan_agreed, adm_decision, placement_order, matched, placed, order,
                sgo, cao, return_home, long_term_matched)
FOOTPRINT_CODES(PermanencePlan, "plan", adoption, sgo, cao, long_term_fostering, return_home, independence,
                residential, other)

#undef FOOTPRINT_CODES

template <class Code>
concept IsCode = requires(Code code) {
    codes_of(code);
};

template <IsCode Code>
constexpr std::string_view printed(Code code) {
    return codes_of(code).names[static_cast<std::size_t>(code)];
}

// Codes are at most 16 letters; compared without regard to case, which returns are not careful about.
bool same_code(std::string_view written, std::string_view code);

template <IsCode Code>
std::optional<Code> parse_code(std::string_view written) {
    const CodeNames& codes = codes_of(Code{});
    for (std::size_t i = 0; i < codes.size; ++i)
        if (same_code(written, codes.names[i])) return static_cast<Code>(i);
    return std::nullopt;
}

template <IsCode Code>
constexpr std::size_t code_count() {
    return codes_of(Code{}).size;
}

// What is true of codes, wherever the question is asked.
constexpr bool is_short_break(LegalStatus status) {
    return status == LegalStatus::V3 || status == LegalStatus::V4;
}
constexpr bool is_placed_for_adoption(PlacementType type) {
    return type >= PlacementType::A3 && type <= PlacementType::A6;
}
constexpr bool is_temporary(PlacementType type) {
    return type >= PlacementType::T0 && type <= PlacementType::T4;
}
// An episode that goes on in a new place: P and B with new carers, T and U with the same.
constexpr bool starts_placement(ReasonForNewEpisode reason) {
    return reason == ReasonForNewEpisode::P || reason == ReasonForNewEpisode::B ||
           reason == ReasonForNewEpisode::T || reason == ReasonForNewEpisode::U ||
           reason == ReasonForNewEpisode::S;
}
constexpr bool is_adopted(ReasonEpisodeCeased reason) {
    return reason == ReasonEpisodeCeased::E11 || reason == ReasonEpisodeCeased::E12;
}
constexpr bool keeps_carer(ReasonForNewEpisode reason) {
    return reason == ReasonForNewEpisode::T || reason == ReasonForNewEpisode::U ||
           reason == ReasonForNewEpisode::L;
}

}  // namespace footprint::care
