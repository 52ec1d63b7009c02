/** Japanese particles after 」 and Chinese attributions after ” go on with the sentence. */
export const CONTINUES_AFTER_QUOTE =
  /^(?:[とっ、，ってはがをにものへや]|.{0,8}?(?:说|說|表示|称|稱|指出|问|問|道|强调|強調))/u;
