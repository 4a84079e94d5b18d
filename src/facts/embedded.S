/* The English model of factuality, laid into the program as it stands in models/. */
    .section .rodata
    .balign 64
    .global sr_factuality_en
    .hidden sr_factuality_en
sr_factuality_en:
    .incbin SR_FACTUALITY_EN
    .global sr_factuality_en_end
    .hidden sr_factuality_en_end
sr_factuality_en_end:
    .byte 0
    .section .note.GNU-stack,"",%progbits
