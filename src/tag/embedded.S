/* The English model, laid into the program as it stands in models/. */
    .section .rodata
    .balign 64
    .global sr_tag_english
    .hidden sr_tag_english
sr_tag_english:
    .incbin SR_MODEL_EN
    .global sr_tag_english_end
    .hidden sr_tag_english_end
sr_tag_english_end:
    .byte 0
    .section .note.GNU-stack,"",%progbits
