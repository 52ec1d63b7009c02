declare module 'snowball-stemmers' {
  /** Throws where the algorithm is unknown. */
  function newStemmer(algorithm: string): { stem(word: string): string };
  const snowball: { newStemmer: typeof newStemmer };
  export default snowball;
}
