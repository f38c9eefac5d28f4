/*
 * The rules by which a book's words differ from the words that were written: one table,
 * for those who find them (makeup/reading.c) and those who tell them (report).
 */
#include "page/page.h"

const struct amend_rule amend_rules[AMEND_N] = {
    [AMEND_NONE] = {"", "", false},
    [AMEND_REPEATED] = {"repeated-quotation",
	"Quotations whose words stand in the piece: heard once", false},
    [AMEND_HIDDEN] = {"hidden", "Parts that the sheet leaves out", false},
    [AMEND_HEADS] = {"table-heads",
	"Heads of tables that are set as records: before each value instead", false},
    [AMEND_FILLER] = {"filler", "Fillers for which there was no page", false},
    [AMEND_REFERENCE] = {"page-reference", "References to pages and notes", true},
    [AMEND_CONTENTS] = {"contents", "Entries of the contents", true},
    [AMEND_PRINT_MARK] = {"print-page", "Marks of where print’s pages begin", true},
    [AMEND_LABEL] = {"label", "Labels over and before text", true},
    [AMEND_NUMBER] = {"number", "Numbers and signs of lists and notes", true},
    [AMEND_NOTES_HEAD] = {"notes-heading", "Headings over notes", true},
    [AMEND_RECORD] = {"record", "Cells of tables that are set as records", true},
    [AMEND_INSTEAD] = {"in-words", "Words in place of a drawing", true},
    [AMEND_NOTE] = {"edition-note", "The edition’s own note", true},
};
