# data/cues.txt, class_words.txt, months.txt -> extract_tables.c, tables of the stage extract.
set(extract_tables_c ${CMAKE_BINARY_DIR}/extract_tables.c)
add_executable(extract_tables tools/extract_tables.c src/extract/cues.c src/extract/class_words.c
  src/extract/month_forms.c $<TARGET_OBJECTS:stage_base>)
target_link_libraries(extract_tables PRIVATE PkgConfig::DEPS m)
target_include_directories(extract_tables PRIVATE src include)
add_custom_command(OUTPUT ${extract_tables_c} COMMAND extract_tables ${extract_tables_c}
  DEPENDS extract_tables VERBATIM)
