const words = (list: string): readonly string[] => list.trim().split(/\s+/);

/**
 * Words that open sentences and are hardly ever part of a name, in lower case. After an abbreviation that may
 * stand inside a name ("in the U.S. The …") such a word tells that a sentence begins.
 */
export const STARTERS: Readonly<Record<string, readonly string[]>> = {
  en: words(
    `the a an in on at he she it they we you this that these those there here but and or so if when while after
     before as by for from with within without however although though since because its his her their our my
     your what who why how where which both some many most all each every not nor yet then thus also according
     during under between among despite later today one two three several other others another such only even
     to of until once upon following through throughout although instead moreover furthermore meanwhile
     nevertheless finally first second is are was were do does did has have had can could will would should
     may might must nobody everyone someone nothing everything something anyone yes no about over like unlike
     unless whether whereas just still never earlier recently now soon officials critics its it's he's she's
     they're we're i'm that's there's asked police prosecutors investigators authorities residents people
     lawmakers analysts experts voters supporters opponents researchers scientists protesters reporters thousands
     hundreds dozens millions`,
  ),
  it: words(
    `il lo la i gli le un uno una in nel nella nei negli nelle a al alla ai alle da dal dalla di del della con per su
     tra fra ma e se quando mentre dopo prima come non è sono era erano ha hanno questo questa questi queste quello
     quella egli lei lui loro noi voi io chi che cosa dove perché poi così anche secondo durante oggi ieri intanto
     tuttavia inoltre infine`,
  ),
  fr: words(
    `le la les l' un une des du de d' en dans à au aux avec pour par sur sous entre mais et si quand lorsque pendant
     après avant comme ce cet cette ces il elle ils elles on nous vous je qui que quoi où pourquoi comment selon
     ainsi aussi depuis puis enfin cependant toutefois aujourd'hui hier c'est son sa ses leur leurs notre`,
  ),
  de: words(
    `der die das den dem des ein eine einen einem einer eines in im am an auf aus bei mit nach seit von vom zu zum
     zur für durch gegen ohne um aber und oder wenn als während nachdem bevor wie er sie es wir ihr ich man dies
     diese dieser dieses jene jener sein seine ihre wer was wo warum wann dann so auch laut heute gestern jedoch
     doch dennoch außerdem zudem schließlich nicht kein keine alle viele einige beide`,
  ),
  es: words(
    `el la los las lo un una unos unas en a al de del con por para sobre entre sin desde hasta pero y o si cuando
     mientras después antes como este esta estos estas ese esa eso esto él ella ellos ellas nosotros yo usted quien
     que qué dónde cuándo por según durante hoy ayer sin también además así luego su sus no se es fue son hay`,
  ),
  pl: words(
    `w we na z ze do od o po przy przez dla za pod nad między ale i a lub jeśli gdy kiedy podczas jak ten ta to ci
     te on ona ono oni one my wy ja kto co gdzie dlaczego więc także według dziś wczoraj jednak ponadto jego jej
     ich nie jest był była było są potem następnie wtedy później nikt nic wszyscy każdy wszystko`,
  ),
  tr: words(
    `bu şu o bir ve ama fakat ancak ise için gibi göre sonra önce ayrıca bunun onun biz siz ben onlar bunlar
     kim ne nerede neden nasıl bugün dün her bazı çok daha`,
  ),
  uk: words(
    `у в на з із зі до від по при через для за під над між але і й а та або якщо коли як цей ця це ці той та те ті
     він вона воно вони ми ви я хто що де чому тоді також за сьогодні вчора однак проте його її їх не є був була потім
     згодом тоді ніхто ніщо всі кожен усе нині`,
  ),
  ru: words(
    `в во на с со к из от по при через для за под над между но и а или если когда как этот эта это эти тот та те он
     она оно они мы вы я кто что где почему тогда также сегодня вчера однако его её их не был была`,
  ),
  pt: words(
    `o a os as um uma uns umas em no na nos nas de do da dos das com por para sobre entre sem mas e ou se quando
     enquanto depois antes como este esta isto esse essa isso ele ela eles elas nós eu quem que onde segundo hoje
     ontem também além assim seu sua não é foi são há`,
  ),
  el: words(
    `ο η το οι τα τον την του της των τους τις στο στη στην στον στα στις στους ένας μια ένα σε από για με χωρίς κατά
     μετά πριν και αλλά όμως ωστόσο αν όταν ενώ αυτός αυτή αυτό αυτοί αυτές αυτά εγώ εσύ εμείς εκείνος ποιος τι πού πότε
     γιατί πώς δεν δε μη θα να είναι ήταν έτσι επίσης σύμφωνα σήμερα χθες`,
  ),
  nl: words(
    `de het een in op aan van met voor door bij uit over onder maar en of als toen terwijl na zoals hij zij ze wij we
     ik dit dat deze die er wie wat waar waarom dan ook volgens vandaag gisteren echter zijn haar hun niet`,
  ),
};
