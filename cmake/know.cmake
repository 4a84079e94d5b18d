# data/know/*.tsv and *.txt -> know.bin, which src/know/embedded.S lays into the program.
file(GLOB know_texts CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/data/know/*.tsv
  ${CMAKE_SOURCE_DIR}/data/know/*.txt)
set(know_bin ${CMAKE_BINARY_DIR}/know.bin)
add_executable(know_compile tools/know_compile.c $<TARGET_OBJECTS:stage_base> $<TARGET_OBJECTS:stage_doc>
  $<TARGET_OBJECTS:stage_know>)
target_link_libraries(know_compile PRIVATE PkgConfig::DEPS m)
target_include_directories(know_compile PRIVATE src include)
add_custom_command(OUTPUT ${know_bin} COMMAND know_compile ${know_bin} ${know_texts}
  DEPENDS know_compile ${know_texts} VERBATIM)
set(know_data ${CMAKE_SOURCE_DIR}/src/know/embedded.S)
set_source_files_properties(${know_data} PROPERTIES
  COMPILE_DEFINITIONS "SR_KNOW_BIN=\"${know_bin}\"" OBJECT_DEPENDS ${know_bin})
add_library(know_data OBJECT ${know_data})
