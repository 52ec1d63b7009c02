/** A line of a question file: a document and questions about it. */
export interface QuestionSet {
  readonly document: string;
  readonly title?: string;
  readonly text: string;
  readonly questions: readonly GoldQuestion[];
}

/** A question with the sentences that answer it; none means that silence is right. */
export interface GoldQuestion {
  readonly id: string;
  readonly question: string;
  /** UTF-16 offsets into the text, `[start, end)`. */
  readonly answers: readonly (readonly [number, number])[];
}

/** How one question went. */
export interface Outcome {
  readonly document: string;
  readonly id: string;
  readonly question: string;
  readonly answerable: boolean;
  /** Answerable, by sentences of which none has a content word's stem in common with the question. */
  readonly paraphrase: boolean;
  readonly kind: 'answered' | 'silent' | 'invalid';
  /** Rank from 1 of the first passage that is a right one; 0 where none of the ranked passages is. */
  readonly rank: number;
  /** The answer's confidence, 0 to 1. */
  readonly confidence: number;
  /** Text of the first passage, empty where there is none. */
  readonly first: string;
  /** Texts of the right sentences. */
  readonly expected: readonly string[];
}

/** A band of confidences: what was promised and what held. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Mean confidence of the band. */
  readonly promised: number;
  /** Share whose first passage was a right one. */
  readonly held: number;
}

/** The figures of a run; a share is null where nothing can be counted. */
export interface Metrics {
  readonly questions: number;
  readonly answerable: number;
  readonly unanswerable: number;
  /** Of the answerable questions: a right sentence first, among the first three, mean of 1 / rank. */
  readonly hitAt1: number | null;
  readonly hitAt3: number | null;
  readonly meanReciprocalRank: number | null;
  /** Of the answerable: answered. Of the unanswerable: silent. */
  readonly answeredShare: number | null;
  readonly silentShare: number | null;
  /** Of all questions: answered with a right sentence first, or silent where the text does not answer. */
  readonly jointAccuracy: number | null;
  /** Probability that an answerable question has a higher confidence than an unanswerable one. */
  readonly auroc: number | null;
  /** Mean gap between promised and held over the reliability table, weighted by count. */
  readonly expectedCalibrationError: number | null;
  readonly reliability: readonly ReliabilityBin[];
}

/** One question that two runs judge differently. */
export interface Change {
  readonly document: string;
  readonly id: string;
  readonly question: string;
  readonly before: string;
  readonly after: string;
}

export interface Comparison {
  readonly won: readonly Change[];
  readonly lost: readonly Change[];
  /** Questions that only one of the runs has. */
  readonly unmatched: number;
}
