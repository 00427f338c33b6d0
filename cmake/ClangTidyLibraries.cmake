# threadwise::clang-tidy: what a program links that holds clang-tidy itself
# (libclangTidyMain and the stock checks). Debian ships these as archives and
# the rest of clang and LLVM as shared libraries, which are given by file:
# libclang-cpp has no link name.
file(GLOB CLANG_CPP_LIBRARY ${LLVM_LIBRARY_DIR}/libclang-cpp.so.${LLVM_MAJOR}*)
set(LLVM_LIBRARY ${LLVM_LIBRARY_DIR}/libLLVM.so)
if(NOT CLANG_CPP_LIBRARY OR NOT EXISTS ${LLVM_LIBRARY})
  message(FATAL_ERROR "libclang-cpp and libLLVM ${LLVM_MAJOR} were not found in "
    "${LLVM_LIBRARY_DIR}: install libclang-${LLVM_MAJOR}-dev and "
    "llvm-${LLVM_MAJOR}-dev")
endif()
list(GET CLANG_CPP_LIBRARY 0 CLANG_CPP_LIBRARY)

# Clang and LLVM alone, for what needs no clang-tidy.
add_library(threadwise-clang INTERFACE)
target_link_libraries(threadwise-clang INTERFACE
  ${CLANG_CPP_LIBRARY} ${LLVM_LIBRARY})
add_library(threadwise::clang ALIAS threadwise-clang)

# The archives refer to each other in circles, hence the group. The one named
# Plugin is clang's own plugin with clang-tidy inside, which nobody here loads.
file(GLOB CLANG_TIDY_LIBRARIES ${LLVM_LIBRARY_DIR}/libclangTidy*.a)
list(FILTER CLANG_TIDY_LIBRARIES EXCLUDE REGEX "libclangTidyPlugin\\.a$")
foreach(name clangIncludeCleaner clangQuery)
  if(EXISTS ${LLVM_LIBRARY_DIR}/lib${name}.a)
    list(APPEND CLANG_TIDY_LIBRARIES ${LLVM_LIBRARY_DIR}/lib${name}.a)
  endif()
endforeach()
list(JOIN CLANG_TIDY_LIBRARIES "," CLANG_TIDY_LIBRARIES)

add_library(threadwise-clang-tidy INTERFACE)
target_link_libraries(threadwise-clang-tidy INTERFACE
  "$<LINK_GROUP:RESCAN,${CLANG_TIDY_LIBRARIES}>"
  threadwise::clang)
add_library(threadwise::clang-tidy ALIAS threadwise-clang-tidy)
