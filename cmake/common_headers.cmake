# Headers that nearly every source reads, parsed once for all: those of the standard library for src/, with those of the tests
# for tests/. Not where the linter reads: it still finds what a file forgot to include.
#
# Whoever uses a set of headers is compiled with the options with which it was parsed.
function(footprint_common_headers name)
    cmake_parse_arguments(ARG "" "" "LINKS;OPTIONS;MORE" ${ARGN})
    if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU" OR FOOTPRINT_LINT)
        return()
    endif()
    file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/${name}.cc CONTENT "// Compiled for the headers alone.\n")
    add_library(${name} OBJECT ${CMAKE_BINARY_DIR}/${name}.cc)
    # Without the second the compiler's cache cannot look into what was parsed.
    target_compile_options(${name} PRIVATE ${ARG_OPTIONS} -fpch-preprocess)
    target_link_libraries(${name} PRIVATE ${ARG_LINKS})
    target_precompile_headers(${name} PRIVATE
        <algorithm> <array> <chrono> <cstdint> <filesystem> <functional> <map> <memory> <mutex> <optional> <set> <span>
        <string> <string_view> <tuple> <unordered_map> <utility> <variant> <vector> ${ARG_MORE})
endfunction()

function(footprint_uses_headers target name)
    if(TARGET ${name})
        target_precompile_headers(${target} REUSE_FROM ${name})
        target_compile_options(${target} PRIVATE -fpch-preprocess)
    endif()
endfunction()
