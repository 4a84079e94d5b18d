/* Universal Dependencies v2: word classes, features and relations as small numbers.
 *
 * The lists hold what the English treebanks use (EWT and GUM of release 2.16); a feature
 * is one bit of a 64-bit set, in the order in which CoNLL-U writes them.
 * source  universaldependencies.org/u/pos, /u/feat, /u/dep
 * tests   tests/unit/doc/test_ud.c
 */
#ifndef SR_DOC_UD_H
#define SR_DOC_UD_H

#include "base/buf.h"

/* clang-format off */
typedef enum sr_upos {
    SR_UPOS_ADJ, SR_UPOS_ADP, SR_UPOS_ADV, SR_UPOS_AUX, SR_UPOS_CCONJ, SR_UPOS_DET,
    SR_UPOS_INTJ, SR_UPOS_NOUN, SR_UPOS_NUM, SR_UPOS_PART, SR_UPOS_PRON, SR_UPOS_PROPN,
    SR_UPOS_PUNCT, SR_UPOS_SCONJ, SR_UPOS_SYM, SR_UPOS_VERB, SR_UPOS_X,
    SR_UPOS_COUNT
} sr_upos;

/* X(NAME, "text"); the name of a relation without its subtype comes first. */
#define SR_RELATIONS(X) \
    X(ACL, "acl") X(ACL_RELCL, "acl:relcl") X(ADVCL, "advcl") X(ADVCL_RELCL, "advcl:relcl") \
    X(ADVMOD, "advmod") X(AMOD, "amod") X(APPOS, "appos") X(AUX, "aux") \
    X(AUX_PASS, "aux:pass") X(CASE, "case") X(CC, "cc") X(CC_PRECONJ, "cc:preconj") \
    X(CCOMP, "ccomp") X(CLF, "clf") X(COMPOUND, "compound") X(COMPOUND_PRT, "compound:prt") \
    X(CONJ, "conj") X(COP, "cop") X(CSUBJ, "csubj") X(CSUBJ_OUTER, "csubj:outer") \
    X(CSUBJ_PASS, "csubj:pass") X(DEP, "dep") X(DET, "det") X(DET_PREDET, "det:predet") \
    X(DISCOURSE, "discourse") X(DISLOCATED, "dislocated") X(EXPL, "expl") X(FIXED, "fixed") \
    X(FLAT, "flat") X(GOESWITH, "goeswith") X(IOBJ, "iobj") X(LIST, "list") X(MARK, "mark") \
    X(NMOD, "nmod") X(NMOD_DESC, "nmod:desc") X(NMOD_POSS, "nmod:poss") \
    X(NMOD_UNMARKED, "nmod:unmarked") X(NSUBJ, "nsubj") X(NSUBJ_OUTER, "nsubj:outer") \
    X(NSUBJ_PASS, "nsubj:pass") X(NUMMOD, "nummod") X(OBJ, "obj") X(OBL, "obl") \
    X(OBL_AGENT, "obl:agent") X(OBL_UNMARKED, "obl:unmarked") X(ORPHAN, "orphan") \
    X(PARATAXIS, "parataxis") X(PUNCT, "punct") X(REPARANDUM, "reparandum") X(ROOT, "root") \
    X(VOCATIVE, "vocative") X(XCOMP, "xcomp")

#define SR_FEATURES(X) \
    X(ABBR, "Abbr=Yes") X(CASE_ACC, "Case=Acc") X(CASE_GEN, "Case=Gen") \
    X(CASE_NOM, "Case=Nom") X(DEFINITE_DEF, "Definite=Def") X(DEFINITE_IND, "Definite=Ind") \
    X(DEGREE_CMP, "Degree=Cmp") X(DEGREE_POS, "Degree=Pos") X(DEGREE_SUP, "Degree=Sup") \
    X(EXTPOS_ADP, "ExtPos=ADP") X(EXTPOS_ADV, "ExtPos=ADV") X(EXTPOS_CCONJ, "ExtPos=CCONJ") \
    X(EXTPOS_PRON, "ExtPos=PRON") X(EXTPOS_PROPN, "ExtPos=PROPN") \
    X(EXTPOS_SCONJ, "ExtPos=SCONJ") X(FOREIGN, "Foreign=Yes") X(GENDER_FEM, "Gender=Fem") \
    X(GENDER_MASC, "Gender=Masc") X(GENDER_NEUT, "Gender=Neut") X(MOOD_IMP, "Mood=Imp") \
    X(MOOD_IND, "Mood=Ind") X(MOOD_SUB, "Mood=Sub") X(NUMBER_PLUR, "Number=Plur") \
    X(NUMBER_PTAN, "Number=Ptan") X(NUMBER_SING, "Number=Sing") \
    X(NUMFORM_COMBI, "NumForm=Combi") X(NUMFORM_DIGIT, "NumForm=Digit") \
    X(NUMFORM_ROMAN, "NumForm=Roman") X(NUMFORM_WORD, "NumForm=Word") \
    X(NUMTYPE_CARD, "NumType=Card") X(NUMTYPE_FRAC, "NumType=Frac") \
    X(NUMTYPE_MULT, "NumType=Mult") X(NUMTYPE_ORD, "NumType=Ord") X(PERSON_1, "Person=1") \
    X(PERSON_2, "Person=2") X(PERSON_3, "Person=3") X(POLARITY_NEG, "Polarity=Neg") \
    X(POLARITY_POS, "Polarity=Pos") X(POSS, "Poss=Yes") X(PRONTYPE_ART, "PronType=Art") \
    X(PRONTYPE_DEM, "PronType=Dem") X(PRONTYPE_EMP, "PronType=Emp") \
    X(PRONTYPE_IND, "PronType=Ind") X(PRONTYPE_INT, "PronType=Int") \
    X(PRONTYPE_NEG, "PronType=Neg") X(PRONTYPE_PRS, "PronType=Prs") \
    X(PRONTYPE_RCP, "PronType=Rcp") X(PRONTYPE_REL, "PronType=Rel") \
    X(PRONTYPE_TOT, "PronType=Tot") X(REFLEX, "Reflex=Yes") X(STYLE_ARCH, "Style=Arch") \
    X(STYLE_COLL, "Style=Coll") X(STYLE_EXPR, "Style=Expr") X(STYLE_SLNG, "Style=Slng") \
    X(STYLE_VRNC, "Style=Vrnc") X(TENSE_PAST, "Tense=Past") X(TENSE_PRES, "Tense=Pres") \
    X(TYPO, "Typo=Yes") X(VERBFORM_FIN, "VerbForm=Fin") X(VERBFORM_GER, "VerbForm=Ger") \
    X(VERBFORM_INF, "VerbForm=Inf") X(VERBFORM_PART, "VerbForm=Part") \
    X(VOICE_PASS, "Voice=Pass")
/* clang-format on */

typedef enum sr_relation {
#define X(name, text) SR_REL_##name,
    SR_RELATIONS(X)
#undef X
        SR_REL_COUNT
} sr_relation;

typedef enum sr_feature {
#define X(name, text) SR_FEAT_##name,
    SR_FEATURES(X)
#undef X
        SR_FEAT_COUNT
} sr_feature;

#define SR_FEAT(name) ((uint64_t)1 << SR_FEAT_##name)

const char *sr_upos_name(sr_upos u);
const char *sr_relation_name(sr_relation r);
const char *sr_feature_name(sr_feature f);
bool sr_upos_parse(sr_str name, sr_upos *ret);
bool sr_relation_parse(sr_str name, sr_relation *ret);

/* The relation without its subtype: nsubj:pass -> nsubj. */
sr_relation sr_relation_base(sr_relation r);

/* "Case=Nom|Number=Sing", or "_" for none. */
void sr_feats_put(uint64_t feats, sr_buf *out);
/* Reads the same; false (and *ret untouched) where a feature is not in the list. */
bool sr_feats_parse(sr_str text, uint64_t *ret);

#endif
