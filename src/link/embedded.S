/* The English model of coreference, laid into the program as it stands in models/. */
    .section .rodata
    .balign 64
    .global sr_coref_english
    .hidden sr_coref_english
sr_coref_english:
    .incbin SR_COREF_EN
    .global sr_coref_english_end
    .hidden sr_coref_english_end
sr_coref_english_end:
    .byte 0
    .section .note.GNU-stack,"",%progbits
