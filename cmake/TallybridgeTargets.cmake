# One INTERFACE target carries every compile definition, warning and sanitizer flag; no directory-wide flags.
add_library(tallybridge_options INTERFACE)
target_compile_definitions(tallybridge_options INTERFACE
    QT_NO_KEYWORDS
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII
    QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_NO_FOREACH
    QT_STRICT_ITERATORS
    QT_USE_QSTRINGBUILDER
    QT_DISABLE_DEPRECATED_BEFORE=0x060400
    TALLYBRIDGE_VERSION="${PROJECT_VERSION}"
    $<$<BOOL:${WIN32}>:_WIN32_WINNT=0x0A00>
    $<$<BOOL:${WIN32}>:UNICODE>
    $<$<BOOL:${WIN32}>:_UNICODE>
    $<$<BOOL:${WIN32}>:NOMINMAX>)
target_compile_options(tallybridge_options INTERFACE -Wall -Wextra
    $<$<BOOL:${TALLYBRIDGE_WARNINGS_AS_ERRORS}>:-Werror>)
if(TALLYBRIDGE_SANITIZE)
    target_compile_options(tallybridge_options INTERFACE -fsanitize=${TALLYBRIDGE_SANITIZE} -fno-omit-frame-pointer
        -fno-sanitize-recover=all -g)
    if(TALLYBRIDGE_BUILD_FUZZERS)
        # The libraries count their branches for the fuzzer.
        target_compile_options(tallybridge_options INTERFACE -fsanitize=fuzzer-no-link)
    endif()
    target_link_options(tallybridge_options INTERFACE -fsanitize=${TALLYBRIDGE_SANITIZE})
endif()

# One precompiled header for all libraries (-DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON builds without it).
add_library(tallybridge_precompiled OBJECT ${PROJECT_SOURCE_DIR}/cmake/Precompiled.cpp)
target_link_libraries(tallybridge_precompiled PRIVATE tallybridge_options Qt6::Core Threads::Threads)
target_precompile_headers(tallybridge_precompiled PRIVATE ${PROJECT_SOURCE_DIR}/cmake/Precompiled.h)

# tallybridge_library(NAME SOURCES file... DEPENDS target... PRIVATE_DEPENDS target...)
# makes the static library tallybridge_NAME; headers are included as "NAME/Header.h".
function(tallybridge_library name)
    cmake_parse_arguments(arg "" "" "SOURCES;DEPENDS;PRIVATE_DEPENDS" ${ARGN})
    add_library(tallybridge_${name} STATIC ${arg_SOURCES})
    target_include_directories(tallybridge_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
    target_link_libraries(tallybridge_${name} PUBLIC tallybridge_options ${arg_DEPENDS} PRIVATE ${arg_PRIVATE_DEPENDS})
    target_precompile_headers(tallybridge_${name} REUSE_FROM tallybridge_precompiled)
endfunction()

# Test code runs once and is compiled often: it is not optimised, and has precompiled headers of its own. Macros of Qt Test's that differ
# from test to test, and that no test uses, would forbid the sharing.
set(tallybridge_test_options -O0 -UQT_TESTCASE_BUILDDIR -UQT_TESTCASE_SOURCEDIR -UQT_NETWORK_LIB)

# tallybridge_test_precompiled(NAME DEPENDS target...) makes the carrier of a precompiled header for tests that link to these.
function(tallybridge_test_precompiled name)
    cmake_parse_arguments(arg "" "" "DEPENDS" ${ARGN})
    add_library(${name} OBJECT ${PROJECT_SOURCE_DIR}/cmake/Precompiled.cpp)
    target_compile_options(${name} PRIVATE ${tallybridge_test_options})
    target_link_libraries(${name} PRIVATE tallybridge_options Qt6::Test Threads::Threads ${arg_DEPENDS})
    target_precompile_headers(${name} PRIVATE ${PROJECT_SOURCE_DIR}/cmake/PrecompiledTests.h)
endfunction()

# tallybridge_test(NAME SOURCES file... DEPENDS target... [PRECOMPILED carrier]) makes a Qt Test program tst_NAME and registers it with CTest.
function(tallybridge_test name)
    cmake_parse_arguments(arg "" "PRECOMPILED" "SOURCES;DEPENDS" ${ARGN})
    if(NOT arg_PRECOMPILED)
        set(arg_PRECOMPILED tallybridge_test_precompiled)
    endif()
    add_executable(tst_${name} ${arg_SOURCES})
    target_compile_options(tst_${name} PRIVATE ${tallybridge_test_options})
    target_precompile_headers(tst_${name} REUSE_FROM ${arg_PRECOMPILED})
    target_link_libraries(tst_${name} PRIVATE ${arg_DEPENDS} tallybridge_options Qt6::Test)
    target_include_directories(tst_${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
    target_compile_definitions(tst_${name} PRIVATE TALLYBRIDGE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    if(TALLYBRIDGE_SANITIZE MATCHES "thread")
        # Qt Test's own watchdog thread is a false report of ThreadSanitizer.
        add_test(NAME ${name} COMMAND tst_${name} -nocrashhandler)
    else()
        add_test(NAME ${name} COMMAND tst_${name})
    endif()
endfunction()
