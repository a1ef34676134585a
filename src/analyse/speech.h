/* analyse/speech.h - attributions set into speech, and speech that a dash introduces: French, Spanish, Italian, Portuguese, Russian.
 * Duty:      «Мы остаемся, — сказал X. — Плотина выдержит» is two regions with the attribution between them, and so is
 *            "—Nos quedamos —dijo X—. La presa aguantará." or "— Nous restons, dit X.", whose regions are words without marks. A
 *            paragraph with a dash and no attribution is left alone: it may be a list.
 * Input:     tokens of the text in the language, and its regions as marks.h gives them.
 * Ownership: the new list lives in `a`: in order, not overlapping.
 * Errors:    none; regions past WD_MAX_QUOTES are left out.   Threads: pure.   Cost: O(n), every look ahead is bounded. */
#ifndef WD_ANALYSE_SPEECH_H
#define WD_ANALYSE_SPEECH_H

#include "analyse/marks.h"
#include "analyse/scan.h"

void wd_speech_of(struct wd_arena *a, int lexicon_language, const wd_tokens *tokens, wd_regions *regions);

#endif
