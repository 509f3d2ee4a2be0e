# One library for each folder of src/. LINKS are our own folders below it, which its headers may show; PRIVATE are
# other people's libraries, which only its own source files may see.
function(footprint_library name)
    cmake_parse_arguments(ARG "" "" "LINKS;PRIVATE" ${ARGN})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cc)
    list(FILTER sources EXCLUDE REGEX "/main\\.cc$")
    if(NOT sources)
        add_library(footprint_${name} INTERFACE)
        return()
    endif()
    add_library(footprint_${name} STATIC ${sources})
    target_include_directories(footprint_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
    target_compile_options(footprint_${name} PRIVATE ${FOOTPRINT_WARNINGS})
    footprint_uses_headers(footprint_${name} footprint_headers)
    if(FOOTPRINT_LINT)
        set_target_properties(footprint_${name} PROPERTIES CXX_CLANG_TIDY "${FOOTPRINT_LINTER}")
    endif()
    foreach(below ${ARG_LINKS})
        target_link_libraries(footprint_${name} PUBLIC footprint_${below})
    endforeach()
    target_link_libraries(footprint_${name} PRIVATE ${ARG_PRIVATE})
endfunction()

# The analyzer gives up a function after so many states: tables that are walked by a template hold millions of them,
# and took most of the time without a find.
set(FOOTPRINT_LINTER ${CLANG_TIDY} --quiet --extra-arg=-Xclang --extra-arg=-analyzer-config --extra-arg=-Xclang
                     --extra-arg=max-nodes=10000)

set(FOOTPRINT_WARNINGS -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor -Werror=return-type
                       -Werror=unused-result)
