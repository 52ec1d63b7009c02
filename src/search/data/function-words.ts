/**
 * Words that carry no topic, by language: they tell a language apart and are not looked up.
 * Question words are listed with them. Written folded: lower case, no diacritics.
 */
export const FUNCTION_WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  en: words(`a an the this that these those there here it its itself he him his himself she her hers herself they
    them their theirs themselves we us our ours ourselves you your yours yourself i me my mine myself one ones
    who whom whose which what when where why how whoever whatever whichever is are was were be been being am s t re ve
    ll d m isnt arent wasnt werent do does did done doing dont doesnt didnt has have had having hasnt havent hadnt
    can could may might must shall should will would wont wouldnt cant cannot couldnt shouldnt mustnt and or but nor
    so yet if then else than as of in on at by for from to into onto with without within about against between among
    through during before after above below under over up down out off upon per via because since while although
    though unless until whether not no any some all both each every either neither such own same too very just
    only also even still again ever never more most less much many few other another let lets please thanks thank
    ok okay hey hi hello tell know get got really actually anyone anybody someone somebody everyone everybody anything
    something everything nothing nobody thing things im youre hes shes theyre were whats whos wheres hows u ur pls
    according regarding`),
  it: words(`il lo la i gli le un uno una di a da in con su per tra fra del dello della dei degli delle al allo alla ai
    agli alle dal dallo dalla dai dagli dalle nel nello nella nei negli nelle sul sullo sulla sui sugli sulle e ed o od
    ma se che chi cui cosa come quando dove perche quale quali quanto quanta quanti quante non piu anche ancora gia
    questo questa questi queste quello quella quelli quelle suo sua suoi loro mio tuo nostro essere e sono era erano
    stato stata stati state sia siano sara saranno sarebbe ha hanno ho hai abbia avere aveva fa fanno fare puo possono
    ci si ne mi ti vi lui lei egli essa essi c cos dov qual l d un dell nell all sull dall quell quest po poi cosi
    vuole secondo`),
  uk: words(`і й та а але або чи що як яка який яке які якого якому якою яких яким хто кого кому ким чого чому чим де
    куди звідки коли скільки навіщо не ні на в у з із зі до від по за про при під над між через для без після перед
    щодо це цей ця ці цього цьому цим цих то той та ті тому того він вона воно вони його її їх йому їй їм я ти ми ви
    мене тебе нас вас нам вам є був була було були буде будуть бути чи бо щоб якщо тоді також теж ще вже лише тільки
    свій своя свої свого своєї себе так би б же ж саме може можуть треба`),
  ru: words(`и а но или что как какой какая какое какие кто кого кому кем чего чему чем где куда откуда когда сколько
    зачем почему не ни на в во у с со из к ко до от по за о об про при под над между через для без после перед это
    этот эта эти этого тот та те того он она оно они его ее их ему ей им я ты мы вы меня тебя нас вас есть был была
    было были будет будут быть ли бы же ведь если то также тоже еще уже лишь только свой своя свои себя так может`),
  fr: words(`le la les un une des du de d l au aux a en dans par pour sur sous avec sans entre vers chez et ou mais donc
    or ni car si que qu qui quoi dont ou quand comment pourquoi combien quel quelle quels quelles lequel laquelle ne
    pas plus moins aussi encore deja ce cet cette ces c ca cela son sa ses leur leurs mon ma mes ton notre nos votre
    vos il elle ils elles on nous vous je j tu se s lui y est sont etait etaient ete etre sera seront serait soit a
    ont avait avoir fait font faire peut peuvent t m n est-ce quels selon meme tres`),
  de: words(`der die das den dem des ein eine einen einem einer eines und oder aber denn sondern wenn weil dass ob als
    wie was wer wen wem wessen wann wo wohin woher warum wieso weshalb welche welcher welches welchen welchem wieviel
    viele nicht kein keine keinen in im an am auf aus bei beim mit nach von vom vor zu zum zur uber unter zwischen
    durch fur gegen ohne um bis seit wahrend er sie es ihn ihm ihr ihre ihren ihrem ihrer sein seine seinen wir uns
    ich du mich dich sich man ist sind war waren wird werden wurde wurden worden sei ware hat haben hatte hatten kann
    konnen soll sollen muss mussen will auch noch schon nur so dann da dort hier dieser diese dieses diesen diesem
    laut etwa gibt es`),
  es: words(`el la los las un una unos unas de del al a en con por para sin sobre entre hacia hasta desde segun y e o u
    pero sino si que quien quienes cual cuales cuando donde adonde como cuanto cuanta cuantos cuantas porque no ni mas
    menos tambien aun ya este esta esto estos estas ese esa eso esos esas aquel aquella su sus mi tu nuestro el ella
    ellos ellas le les lo se me te nos yo es son era eran fue fueron ser sera seran seria sea sido esta estan estaba
    estar ha han habia haber hay hace hacen hacer puede pueden muy`),
  pl: words(`i a ale lub albo czy ze co jak jaka jaki jakie jakich jakiego jakiej jakim kto kogo komu kim czego czemu czym
    gdzie skad dokad kiedy ile dlaczego czemu po nie na w we z ze do od za o przy pod nad miedzy przez dla bez przed
    to ten ta te tego temu tej tym tych ci on ona ono oni one jego jej ich jemu im ja ty my wy mnie nas was nam wam sie
    jest sa byl byla bylo byli byly bedzie beda byc by bo zeby aby jesli jezeli tez takze jeszcze juz tylko swoj swoja
    swoje siebie tak moze moga ktory ktora ktore ktorzy ktorych ktorej ktorego oraz wedlug`),
  tr: words(`ve veya ya da de ama fakat ki ne neden nasil nicin niye kim kimin kime kimi nerede nereden nereye hangi kac
    mi mu mi mu midir degil var yok bir bu su o bunu bunun sunu onu onun onlar ben sen biz siz icin ile gibi kadar
    gore sonra once daha en cok az her hic tum butun ise eger cunku olarak olan oldu olur olacak olmak idi mudur
    hakkinda tarafindan diye dedi miydi`),
};

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/));
}
