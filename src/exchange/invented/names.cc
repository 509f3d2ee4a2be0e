#include "exchange/invented/names.h"

#include <array>
#include <numeric>
#include <span>

namespace footprint::exchange::invented {

namespace {

using care::Ethnicity;
using care::Sex;
using Words = std::span<const std::string_view>;

constexpr std::string_view british_girls[] = {
    "Amelia",   "Olivia",  "Isla",   "Ava",     "Freya",  "Lily",   "Grace", "Poppy",  "Willow",
    "Evie",     "Daisy",   "Phoebe", "Ruby",    "Sophie", "Alice",  "Elsie", "Maisie", "Molly",
    "Erin",     "Jessica", "Ellie",  "Lexi",    "Summer", "Skye",   "Kayla", "Chloe",  "Megan",
    "Bethany",  "Paige",   "Leah",   "Caitlin", "Amber",  "Hannah", "Lacey", "Tilly",  "Libby",
    "Scarlett", "Harriet", "Rosie",  "Imogen",  "Gracie", "Nell",   "Tegan", "Abigail"};
constexpr std::string_view british_boys[] = {
    "Oliver",  "Jack",  "Harry",  "Alfie",  "Charlie", "George", "Noah",   "Freddie", "Archie",
    "Leo",     "Theo",  "Tyler",  "Kian",   "Riley",   "Jayden", "Mason",  "Logan",   "Callum",
    "Connor",  "Liam",  "Ryan",   "Ethan",  "Jake",    "Lewis",  "Owen",   "Finley",  "Bobby",
    "Reggie",  "Tommy", "Joshua", "Daniel", "Ellis",   "Toby",   "Harvey", "Kai",     "Luke",
    "Bradley", "Corey", "Dylan",  "Rhys",   "Zac",     "Jamie",  "Samuel", "Frankie"};
constexpr std::string_view african_girls[] = {"Adaeze", "Ama",     "Abena",  "Chidinma", "Efua",  "Funmi",
                                              "Ifeoma", "Naomi",   "Temi",   "Zainab",   "Amina", "Hodan",
                                              "Ruth",   "Shanice", "Keisha", "Aaliyah",  "Nia",   "Esther"};
constexpr std::string_view african_boys[] = {"Kwame",  "Tunde",  "Chidi",  "Emeka",  "Kofi",    "Samuel",
                                             "Yusuf",  "Abdi",   "Jerome", "Tyrell", "Malachi", "Isaiah",
                                             "Daniel", "Jordan", "Femi",   "Kobi",   "Elijah",  "Nathaniel"};
constexpr std::string_view asian_girls[] = {"Aisha", "Zara",    "Maryam", "Fatima", "Priya", "Anjali",
                                            "Sana",  "Hafsa",   "Meera",  "Noor",   "Iqra",  "Simran",
                                            "Mei",   "Tahmina", "Riya",   "Laiba"};
constexpr std::string_view asian_boys[] = {"Hamza", "Ibrahim", "Zayn",  "Bilal",  "Arjun", "Rohan",
                                           "Imran", "Adil",    "Kabir", "Haroon", "Dev",   "Tariq",
                                           "Wei",   "Rafiq",   "Samir", "Usman"};
constexpr std::string_view alone_girls[] = {"Selam", "Mahlet", "Saba",  "Linh", "Ardita", "Shirin",
                                            "Hiwot", "Nesrin", "Rahma", "Thuy", "Parisa", "Semhar"};
constexpr std::string_view alone_boys[] = {
    "Ahmed",  "Filmon", "Yonas", "Mustafa", "Karwan", "Omid",  "Besnik", "Minh",  "Haben", "Ismail", "Rawand",
    "Khalid", "Adam",   "Nasir", "Ermias",  "Farhad", "Shwan", "Osman",  "Dawit", "Erion", "Jamal"};
constexpr std::string_view british_families[] = {
    "Ashdown", "Barlow",    "Beckett",   "Birch",   "Blackwood", "Bramley",  "Brookes", "Burgess", "Calder",
    "Carver",  "Chadwick",  "Clough",    "Coates",  "Corbett",   "Cotton",   "Crane",   "Dawson",  "Denby",
    "Dobson",  "Draper",    "Eastwood",  "Ellery",  "Fairley",   "Farrow",   "Fenton",  "Finch",   "Fletcher",
    "Frost",   "Garner",    "Gilbert",   "Goodall", "Greaves",   "Hale",     "Hallam",  "Harker",  "Hartley",
    "Hayward", "Heath",     "Holt",      "Hopkins", "Hurst",     "Ingram",   "Jarvis",  "Keeling", "Kemp",
    "Kirby",   "Lamb",      "Langley",   "Lawton",  "Leigh",     "Lister",   "Lovell",  "Marsh",   "Marlow",
    "Mellor",  "Milner",    "Moss",      "Nash",    "Nixon",     "Norris",   "Oakley",  "Ogden",   "Orton",
    "Parrish", "Peake",     "Pickering", "Pollard", "Preece",    "Quinn",    "Radford", "Ramsden", "Redfern",
    "Ridley",  "Rowe",      "Sadler",    "Savage",  "Seddon",    "Sharples", "Shaw",    "Skelton", "Stead",
    "Stokes",  "Sutcliffe", "Swann",     "Tatlock", "Thorpe",    "Tindall",  "Tranter", "Tully",   "Upton",
    "Vickers", "Wadham",    "Wakeling",  "Warrick", "Weaver",    "Whitlock", "Wilkes",  "Winter",  "Wragg",
    "Yarrow",  "Yates"};
constexpr std::string_view african_families[] = {
    "Adeyemi", "Okafor", "Mensah",  "Boateng", "Osei",      "Balogun", "Nwosu", "Campbell",
    "Grant",   "Clarke", "Francis", "Hassan",  "Abdullahi", "Kamara",  "Banda", "Morgan",
    "Eze",     "Asante", "Bailey",  "Sesay",   "Owusu",     "Dube",    "Farah", "Levy"};
constexpr std::string_view asian_families[] = {"Khan",  "Ahmed",  "Hussain",   "Begum",  "Patel", "Singh",
                                               "Malik", "Akhtar", "Chowdhury", "Rahman", "Mirza", "Sharma",
                                               "Iqbal", "Shah",   "Chen",      "Kaur",   "Miah",  "Qureshi"};
constexpr std::string_view alone_families[] = {"Tesfay",   "Ibrahim",   "Osman",    "Karimi",   "Rasul",
                                               "Hoxha",    "Nguyen",    "Ahmadzai", "Mohammed", "Haile",
                                               "Salih",    "Rahimi",    "Bakir",    "Gebre",    "Amin",
                                               "Dervishi", "Stanekzai", "Abdalla",  "Tekle",    "Hamid"};
constexpr std::array<std::string_view, 2> short_forms[] = {
    {"Amelia", "Millie"},  {"Jessica", "Jess"},   {"Bethany", "Beth"}, {"Abigail", "Abi"},
    {"Samuel", "Sam"},     {"Joshua", "Josh"},    {"Daniel", "Danny"}, {"Oliver", "Ollie"},
    {"Harriet", "Hattie"}, {"Nathaniel", "Nate"}, {"Bradley", "Brad"}, {"Isaiah", "Izzy"},
    {"Chidinma", "Chi"},   {"Ibrahim", "Ibs"},    {"Mustafa", "Musty"}};

struct Lists {
    Words girls, boys, families;
};

Lists lists_of(Ethnicity ethnicity) {
    const Lists british{british_girls, british_boys, british_families};
    switch (ethnicity) {
        case Ethnicity::BCRB:
        case Ethnicity::BAFR:
        case Ethnicity::BOTH:
            return {african_girls, african_boys, african_families};
        case Ethnicity::MWBC:
            return {british_girls, african_boys, british_families};
        case Ethnicity::MWBA:
            return {african_girls, british_boys, african_families};
        case Ethnicity::AIND:
        case Ethnicity::APKN:
        case Ethnicity::ABAN:
        case Ethnicity::CHNE:
            return {asian_girls, asian_boys, asian_families};
        case Ethnicity::MWAS:
            return {british_girls, british_boys, asian_families};
        case Ethnicity::AOTH:
        case Ethnicity::OOTH:
            return {alone_girls, alone_boys, alone_families};
        default:
            return british;
    }
}

std::string_view one(Draw& draw, Words words) {
    return words[draw.below(static_cast<int>(words.size()))];
}

}  // namespace

std::string_view first_name(Draw& draw, Sex sex, Ethnicity ethnicity) {
    const Lists lists = lists_of(ethnicity);
    return one(draw, sex == Sex::F ? lists.girls : lists.boys);
}

std::string_view last_name(Draw& draw, Ethnicity ethnicity) {
    return one(draw, lists_of(ethnicity).families);
}

std::string_view short_form(std::string_view first_name) {
    for (const auto& [name, form] : short_forms)
        if (name == first_name) return form;
    return {};
}

std::string adult_name(Draw& draw, Sex sex, Ethnicity ethnicity) {
    std::string name(first_name(draw, sex, ethnicity));
    return name.append(" ").append(last_name(draw, ethnicity));
}

std::string authority_name(std::uint64_t seed, int number) {
    static constexpr std::string_view beginnings[] = {
        "West",   "Alder", "Bracken", "Corn",   "Dunn",  "Elder",  "Fern",  "Grim",   "Hazel", "Ivel",
        "Kettle", "Larch", "Mallow",  "Nether", "Otter", "Pennow", "Quarn", "Rother", "Sedge", "Tarn"};
    static constexpr std::string_view endings[] = {"mere",  "combe", "wick",  "holme", "garth",
                                                   "marsh", "haven", "stowe", "reach", "brook"};
    static constexpr std::string_view kinds[] = {"Borough Council", "Borough Council", "County Council",
                                                 "City Council", "Council"};
    constexpr int many = static_cast<int>(std::size(beginnings) * std::size(endings));
    // The first authority of every seed is Westmere; the others stand in an order of the seed's own.
    std::array<int, static_cast<std::size_t>(many)> order{};
    std::iota(order.begin(), order.end(), 0);
    Draw draw(seed, 0x6e616d65);
    for (int i = many - 1; i > 1; --i)
        std::swap(order[static_cast<std::size_t>(i)], order[1 + draw.below(i)]);
    const int which = order[static_cast<std::size_t>(number % many)];
    std::string name(beginnings[which / static_cast<int>(std::size(endings))]);
    name.append(endings[which % static_cast<int>(std::size(endings))]).append(" ");
    return name.append(number == 0 ? kinds[0]
                                   : kinds[Draw(seed, static_cast<std::uint64_t>(which)).below(5)]);
}

}  // namespace footprint::exchange::invented
