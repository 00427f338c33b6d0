# What is installed, and the .deb made of it. The installed tree stands alone:
# nothing in it refers to the build.
include(GNUInstallDirs)

install(TARGETS threadwise RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(PROGRAMS ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/threadwise-clang-tidy
  DESTINATION ${CMAKE_INSTALL_BINDIR})
# lib, not Debian's lib/<architecture>: one path for everybody's scripts.
install(TARGETS threadwise-plugin LIBRARY DESTINATION lib/threadwise)
install(FILES README.md CHANGELOG.md LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR})
# What a build of `check` alone has not made is left out.
install(DIRECTORY ${CMAKE_BINARY_DIR}/share/doc/threadwise/
  DESTINATION ${CMAKE_INSTALL_DOCDIR} FILES_MATCHING PATTERN "*.html")
if(THREADWISE_HAS_CLANGD)
  install(TARGETS threadwise-clangd RUNTIME
    DESTINATION ${CMAKE_INSTALL_BINDIR} OPTIONAL)
  install(FILES tools/clangd/threadwise-clangd.1
    DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
endif()
if(TARGET threadwise-costs)
  install(TARGETS threadwise-costs RUNTIME
    DESTINATION libexec/threadwise OPTIONAL)
endif()
install(FILES ${CMAKE_BINARY_DIR}/share/man/man1/threadwise.1
  DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 OPTIONAL)
install(FILES tools/threadwise/share/threadwise-clang-tidy.1
  DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES tools/threadwise/share/threadwise.bash RENAME threadwise
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
include(CMakePackageConfigHelpers)
write_basic_package_version_file(
  ${CMAKE_CURRENT_BINARY_DIR}/threadwiseConfigVersion.cmake
  COMPATIBILITY SameMajorVersion ARCH_INDEPENDENT)
install(FILES tools/threadwise/share/threadwiseConfig.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/threadwiseConfigVersion.cmake
  DESTINATION lib/cmake/threadwise)
install(DIRECTORY samples DESTINATION ${CMAKE_INSTALL_DATADIR}/threadwise)

# Installing and packaging take what was built and build nothing: unit tests
# need not be there.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)

string(REGEX MATCH "^([0-9]+)\\.([0-9]+)" minor ${LLVM_VERSION})
math(EXPR next "${CMAKE_MATCH_2} + 1")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME threadwise)
set(CPACK_PACKAGE_CONTACT "the threadwise maintainers")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY
  "finds C++ concurrency that will not pay or will not end")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
# A plugin, and libclang-cpp by its name, belong to one major.minor of LLVM. The
# epoch is that of Debian's packages and of LLVM's own.
set(CPACK_DEBIAN_PACKAGE_DEPENDS
  "clang-tidy-${LLVM_MAJOR} (>= 1:${minor}), clang-tidy-${LLVM_MAJOR} (<< 1:${LLVM_MAJOR}.${next}), libc6, libstdc++6 (>= 12)")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "libomp-${LLVM_MAJOR}-dev")
# `threadwise calibrate` measures with the libraries that it was built with.
if(TARGET threadwise-costs)
  string(APPEND CPACK_DEBIAN_PACKAGE_RECOMMENDS
    ", libbenchmark1debian, libgomp1, libtbb12")
endif()
# The remote index of threadwise-clangd runs with the libraries that stock clangd
# brings. The two share nothing else: neither touches the other.
if(THREADWISE_HAS_REMOTE_INDEX)
  string(APPEND CPACK_DEBIAN_PACKAGE_DEPENDS
    ", clangd-${LLVM_MAJOR} (>= 1:${minor}), clangd-${LLVM_MAJOR} (<< 1:${LLVM_MAJOR}.${next})")
endif()
include(CPack)
