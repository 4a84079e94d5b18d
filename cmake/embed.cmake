# sr_embed_data(table.c bytes.S FILE...): lay the files of data/ into the program.
# The assembler's .incbin copies the bytes; the table gives each file's name its bytes.
function(sr_embed_data table_c bytes_s)
  set(bytes "    .section .rodata\n")
  set(declared "")
  set(rows "")
  set(n 0)
  set(paths "")
  foreach(file IN LISTS ARGN)
    set(path ${CMAKE_SOURCE_DIR}/data/${file})
    list(APPEND paths ${path})
    string(APPEND bytes
      "    .balign 16\n    .global sr_data_${n}\n    .hidden sr_data_${n}\nsr_data_${n}:\n"
      "    .incbin \"${path}\"\n    .global sr_data_end_${n}\n    .hidden sr_data_end_${n}\n"
      "sr_data_end_${n}:\n    .byte 0\n")
    string(APPEND declared "extern const char sr_data_${n}[], sr_data_end_${n}[];\n")
    string(APPEND rows "    {\"${file}\", sr_data_${n}, sr_data_end_${n}},\n")
    math(EXPR n "${n} + 1")
  endforeach()
  string(APPEND bytes "    .section .note.GNU-stack,\"\",%progbits\n")
  file(CONFIGURE OUTPUT ${bytes_s} CONTENT "${bytes}" @ONLY)
  file(CONFIGURE OUTPUT ${table_c} CONTENT
"/* Made by cmake/embed.cmake from data/. */
#include \"base/data.h\"
${declared}
static const struct { const char *name, *beg, *end; } files[] = {
${rows}    {\"\", \"\", \"\"},
};
sr_str sr_data(const char *name)
{
    for (size_t i = 0; files[i].name[0]; i++)
        if (strcmp(files[i].name, name) == 0)
            return (sr_str){files[i].beg, (size_t)(files[i].end - files[i].beg)};
    return (sr_str){NULL, 0};
}
" @ONLY)
  set_source_files_properties(${bytes_s} PROPERTIES OBJECT_DEPENDS "${paths}")
endfunction()
