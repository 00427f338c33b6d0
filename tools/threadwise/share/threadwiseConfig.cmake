# find_package(threadwise), then threadwise_enable(TARGET...): each compile of
# the targets' C++ sources also runs the checks (the generators are Ninja and
# Makefiles). clang-tidy's options that follow OPTIONS are added.
get_filename_component(THREADWISE_PREFIX "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)
find_program(THREADWISE_CLANG_TIDY threadwise-clang-tidy
  HINTS "${THREADWISE_PREFIX}/bin" REQUIRED)
set(THREADWISE_PLUGIN "${THREADWISE_PREFIX}/lib/threadwise/libthreadwise.so")

function(threadwise_enable)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "" "OPTIONS")
  foreach(target IN LISTS arg_UNPARSED_ARGUMENTS)
    if(NOT TARGET ${target})
      message(FATAL_ERROR "threadwise_enable: '${target}' is not a target")
    endif()
    set_property(TARGET ${target} PROPERTY CXX_CLANG_TIDY
      "${THREADWISE_CLANG_TIDY}" "--checks=-*,threadwise-*" ${arg_OPTIONS})
  endforeach()
endfunction()
