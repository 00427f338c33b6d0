# threadwise::clangd: what a program links that holds clangd itself. Sets
# CLANGD_MISSING to what keeps it from being built, where something does.
set(CLANGD_MISSING "")
if(NOT EXISTS ${LLVM_LIBRARY_DIR}/libclangdMain.a)
  set(CLANGD_MISSING "libclang-${LLVM_MAJOR}-dev has no libclangdMain.a")
  return()
endif()

# clangd 19 folds code with the pseudo-parser, which later majors dropped.
file(GLOB CLANGD_LIBRARIES ${LLVM_LIBRARY_DIR}/libclangd*.a
  ${LLVM_LIBRARY_DIR}/libclangTidy*.a ${LLVM_LIBRARY_DIR}/libclangPseudo*.a)
list(FILTER CLANGD_LIBRARIES EXCLUDE REGEX "libclangTidy(Main|Plugin)\\.a$")
foreach(name clangDaemon clangIncludeCleaner clangQuery clangDynamicASTMatchers)
  list(APPEND CLANGD_LIBRARIES ${LLVM_LIBRARY_DIR}/lib${name}.a)
endforeach()

# The remote index speaks gRPC. The libraries that clangd itself runs with are
# enough to link: no development package is needed.
set(CLANGD_RPC_LIBRARIES "")
foreach(name grpc++ grpc gpr protobuf absl_synchronization)
  file(GLOB found
    /usr/lib/${CMAKE_LIBRARY_ARCHITECTURE}/lib${name}.so
    /usr/lib/${CMAKE_LIBRARY_ARCHITECTURE}/lib${name}.so.*
    ${LLVM_LIBRARY_DIR}/lib${name}.so*)
  if(found)
    list(GET found 0 found)
    list(APPEND CLANGD_RPC_LIBRARIES ${found})
  else()
    set(CLANGD_RPC_MISSING ${name})
  endif()
endforeach()
if(CLANGD_RPC_MISSING)
  set(CLANGD_RPC_LIBRARIES "")
  list(FILTER CLANGD_LIBRARIES EXCLUDE REGEX
    "libclangd(Remote.*|MonitoringServiceProto)\\.a$")
endif()

list(JOIN CLANGD_LIBRARIES "," joined)
add_library(threadwise-clangd-libraries INTERFACE)
# Nothing refers to the code actions: they register themselves.
target_link_libraries(threadwise-clangd-libraries INTERFACE
  "$<LINK_LIBRARY:WHOLE_ARCHIVE,${LLVM_LIBRARY_DIR}/libclangDaemonTweaks.a>"
  "$<LINK_GROUP:RESCAN,${joined}>"
  threadwise::clang ${CLANGD_RPC_LIBRARIES})
add_library(threadwise::clangd ALIAS threadwise-clangd-libraries)
