# SPDX-License-Identifier: Apache-2.0
# install.cmake installs the libraries; the folder of each command installs the command.
include(CMakePackageConfigHelpers)
install(TARGETS recordshare recordshare_conformance EXPORT recordshareTargets)
install(DIRECTORY engine/include/recordshare model/include/recordshare properties/conform/include/recordshare
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/recordshare)
install(EXPORT recordshareTargets NAMESPACE recordshare:: DESTINATION ${package_dir})
file(CONFIGURE OUTPUT recordshareConfig.cmake
  CONTENT "include(\"\${CMAKE_CURRENT_LIST_DIR}/recordshareTargets.cmake\")\n" @ONLY)
write_basic_package_version_file(recordshareConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/recordshareConfig.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/recordshareConfigVersion.cmake DESTINATION ${package_dir})
install(FILES LICENSE model/rules.md model/events.md DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/recordshare)
