import { detectLanguage } from '../analysis/language.ts';
import { stem } from '../analysis/stem.ts';
import { tokenize } from '../analysis/tokenize.ts';
import { parseQuestion } from '../question.ts';

/** Language of a text that is too short to tell. */
const USUAL_LANGUAGE = 'en';

/**
 * Whether a question shares no content word, inflections aside, with any of the sentences that answer it: words alone
 * cannot lead there. False where nothing answers. A question in another language than the sentences shares names at most.
 */
export function isParaphrase(question: string, sentences: readonly string[]): boolean {
  if (sentences.length === 0) return false;
  const parsed = parseQuestion(
    question,
    USUAL_LANGUAGE,
    () => null,
    () => false,
  );
  const asked = new Set(parsed.terms.map((term) => term.stem));
  return !sentences.some((sentence) => {
    const own = detectLanguage(sentence, USUAL_LANGUAGE);
    // A name is written alike in both languages, and each language's stemmer cuts it its own way.
    return tokenize(sentence, own).some(
      ({ word }) => asked.has(stem(word, own)) || asked.has(stem(word, parsed.language)),
    );
  });
}
