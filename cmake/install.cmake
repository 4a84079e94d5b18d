# make install: program, library, headers, pkg-config file, man pages.
set_target_properties(sitrep_shared PROPERTIES PUBLIC_HEADER "${CMAKE_SOURCE_DIR}/include/sitrep/sitrep.h;${CMAKE_SOURCE_DIR}/include/sitrep/status.h")
install(TARGETS sitrep sitrep_static sitrep_shared
  RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR}
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
  PUBLIC_HEADER DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/sitrep)
# The file finds itself, so that the installed tree can be moved.
file(RELATIVE_PATH SR_PC_TO_PREFIX /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
configure_file(${CMAKE_SOURCE_DIR}/cmake/sitrep.pc.in ${CMAKE_BINARY_DIR}/sitrep.pc @ONLY)
install(FILES ${CMAKE_BINARY_DIR}/sitrep.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
install(DIRECTORY docs/man/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 FILES_MATCHING PATTERN "*.1")
install(DIRECTORY docs/man/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man3 FILES_MATCHING PATTERN "*.3")
