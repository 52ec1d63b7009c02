/** What stands before an author's name in a byline, by language: en, it, fr, de, es and pt, pl, tr, nl, uk and ru. */
export const BYLINE_LEAD = /^(?:by|di|par|von|por|przez|yazan:?|door|автор:?)\s+/iu;
