# Finds LLVM and Clang of one major through llvm-config: Debian's CMake packages
# refuse to load unless every tool and archive of LLVM is installed.
set(THREADWISE_LLVM 22 CACHE STRING "LLVM major to build against (16, 19, 22)")
find_program(LLVM_CONFIG llvm-config-${THREADWISE_LLVM}
  HINTS /usr/lib/llvm-${THREADWISE_LLVM}/bin
  DOC "llvm-config of the LLVM to build against")
if(NOT LLVM_CONFIG)
  message(FATAL_ERROR "LLVM ${THREADWISE_LLVM} was not found: install "
    "llvm-${THREADWISE_LLVM}-dev and libclang-${THREADWISE_LLVM}-dev, or name "
    "another major with -DTHREADWISE_LLVM=19")
endif()

function(llvm_config_value variable option)
  execute_process(COMMAND ${LLVM_CONFIG} ${option}
    OUTPUT_VARIABLE value OUTPUT_STRIP_TRAILING_WHITESPACE
    COMMAND_ERROR_IS_FATAL ANY)
  set(${variable} "${value}" PARENT_SCOPE)
endfunction()

llvm_config_value(LLVM_VERSION --version)
string(REGEX MATCH "^[0-9]+" LLVM_MAJOR ${LLVM_VERSION})
if(LLVM_MAJOR LESS 16)
  message(FATAL_ERROR "LLVM ${LLVM_VERSION} is too old: threadwise needs LLVM 16 "
    "or a newer one")
endif()
llvm_config_value(LLVM_PREFIX --prefix)
llvm_config_value(LLVM_INCLUDE_DIR --includedir)
llvm_config_value(LLVM_LIBRARY_DIR --libdir)
set(LLVM_CXX_FLAGS -D_GNU_SOURCE -D__STDC_CONSTANT_MACROS
  -D__STDC_FORMAT_MACROS -D__STDC_LIMIT_MACROS)
if(NOT EXISTS ${LLVM_INCLUDE_DIR}/clang-tidy/ClangTidyModule.h)
  message(FATAL_ERROR "clang-tidy's headers were not found in "
    "${LLVM_INCLUDE_DIR}: install libclang-${THREADWISE_LLVM}-dev")
endif()
