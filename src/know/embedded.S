/* data/know/, compiled by tools/know_compile.c, laid into the program. */
    .section .rodata
    .balign 64
    .global sr_know_embedded
    .hidden sr_know_embedded
sr_know_embedded:
    .incbin SR_KNOW_BIN
    .global sr_know_embedded_end
    .hidden sr_know_embedded_end
sr_know_embedded_end:
    .byte 0
    .section .note.GNU-stack,"",%progbits
