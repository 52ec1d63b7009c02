/**
 * Abbreviations that end in a full stop, by language, written without it and in lower case.
 *
 * - `before`: something always follows (a title before a name, "e.g." before the example): never an end.
 * - `number`: an end unless a number follows ("No. 5", "Art. 12", "Jan. 3").
 * - `name`: part of a name or a place ("U.S. Defense Secretary", "Inc."): an end only before a word that opens
 *   sentences (see `starters.ts`).
 * - `closing`: ends a phrase ("etc.", "B.C."): an end before any capital letter.
 * - `time`: the same, except before a weekday, a month or a time zone ("6 a.m. Monday", see `TIME_WORDS`).
 * - `ordinary`: of all these, those that are ordinary words unless they begin with a capital letter ("a fort", "Fort.").
 * - `endings`: what compounds end in ("Hauptstr."); they count as `name`.
 */
export interface Abbreviations {
  readonly before: readonly string[];
  readonly number: readonly string[];
  readonly name: readonly string[];
  readonly closing: readonly string[];
  readonly time?: readonly string[];
  readonly ordinary?: readonly string[];
  readonly endings?: readonly string[];
}

const words = (list: string): readonly string[] => list.trim().split(/\s+/);

/** Used whatever the language, where it says nothing else: international titles, firms, Latin. */
export const COMMON_ABBREVIATIONS: Abbreviations = {
  before: words('dr prof mr mrs ms st e.g i.e cf ca vs viz al'),
  number: words('no nr art p pp vol fig jan feb apr aug sept sep oct okt nov dec dez'),
  name: words('u.s u.n u.k e.u u.s.a u.s.s.r d.c inc ltd corp co jr sr ph.d ph.d b.a m.a m.d'),
  closing: words('etc'),
  time: words('a.m p.m'),
};

export const ABBREVIATIONS: Readonly<Record<string, Abbreviations>> = {
  en: {
    before: words(
      `messrs mx gov sen rep reps sens govs pres amb hon rev fr sgt cpl pvt lt col gen maj capt cmdr adm brig
       det insp supt atty asst assoc dept st ste mt mts ft fort approx est esp incl vs v viz i.e e.g al cf
       lt.gov lt.col maj.gen brig.gen lt.gen rt.hon secy treas spc cmdt msgr bros hrh sec.-gen wm chas geo thos jas`,
    ),
    number: words(
      'nos nrs pg para paras sec secs ch chap chaps vols figs arts cl sch ver op b d c fl r circ mar jun jul pt ss cc ext tel sq max min',
    ),
    name: words(
      `bros plc llc llp ave blvd rd sq hwy pl jr sr esq ret
       ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa
       tenn tex va vt wash wis wyo ont que
       n.y n.j n.c s.c n.d s.d n.h n.m w.va r.i l.a b.c p.o r.s.v.p p.s b.sc m.sc m.b.a ll.b ll.m d.phil`,
    ),
    closing: words('a.d b.c b.c.e c.e p.a p.c a.k.a'),
    ordinary: words(
      'fort rep reps gen hon rev col amb sen gov ill ind mass miss wash ore cal la mo ark pa ma del md sat fr det sup bros pl fla',
    ),
  },
  it: {
    before: words(
      `sig sigg sig.ra sig.na dott dott.ssa prof.ssa ing avv on sen gen col cap ten mons card don geom rag arch
       spett egr gent.mo ecc.za s.e p.es es cfr ad.es per.es c.d cosid ss sant`,
    ),
    number: words(
      'n nn pag pagg artt cap capp vol voll co c lett par sez tel gen genn mar febbr apr mag giu lug ago set sett ott nov dic',
    ),
    name: words('s.p.a spa s.r.l srl snc s.n.c'),
    closing: words('ecc a.c d.c'),
  },
  fr: {
    before: words('m mm mme mmes mlle mlles me mgr pr st ste gén col cap lt p.ex c.-à-d c.à.d cf env av'),
    number: words('n° no nos p pp art al chap vol fig t tél janv févr avr juil sept oct nov déc éd'),
    name: words('s.a s.a.r.l sarl cie'),
    closing: words('etc apr.j.-c av.j.-c'),
    ordinary: words('me'),
  },
  de: {
    before: words(
      `hr fr frl dipl dipl.-ing ing st z.b z d.h d u.a u o.ä s.o s.u vgl bzw sog ggf evtl inkl exkl ca geb gest
       insb insbes bes med phil jur rer zzt z.zt z.t i.d.r m.e m.w u.u v.a max min mind verh ehem abs.`,
    ),
    number: words(
      'nr nrn s abs art bd kap ziff lit str hd jan feb mär apr jun jul aug sep sept okt nov dez tel par',
    ),
    name: words('gmbh e.v a.g k.g co.kg str'),
    endings: words('str'),
    closing: words('usw usf etc u.a.m u.dgl dgl v.chr n.chr'),
    ordinary: words('fr art lit max mind'),
  },
  es: {
    before: words(
      `sr sra sres sras srta d dña dra lic ing arq gral cnel cap tte mons fr sto sta p.ej ej ud uds vd vds excmo
       excma ilmo p.e c.f av avda pza pl ctra cd col div`,
    ),
    number: words(
      'n núm núms nro nros pág págs art arts cap caps vol tel párr ene feb mar abr may jun jul ago sep oct nov dic',
    ),
    name: words('ee.uu ee.uu.aa rr.hh s.a s.l s.r.l ff.aa hnos'),
    closing: words('etc a.c d.c a.m p.m'),
  },
  pl: {
    before: words(
      `hab inż mgr lek płk gen mjr kpt por ppłk sierż ks o bp abp kard św ul al pl os np m.in tzw tj tzn ok
       wg ww wł zob por min max ds dot nt pn ps`,
    ),
    number: words('nr nry poz ust par pkt art str s t m rozdz godz tys mln mld zł r w dn proc tel'),
    name: words('s.a sp z.o.o im'),
    closing: words('itd itp p.n.e n.e r'),
  },
  tr: {
    before: words('sn av doç yrd uzm öğr alb gen org tuğg tümg kor bşk hz mah cad sok örn bkz krş yy'),
    number: words('no md s sf sy fık böl c tel m.ö m.s'),
    name: words('a.ş t.c ltd.şti şti'),
    closing: words('vb vd vs'),
    ordinary: words('av kor org gen'),
  },
  uk: {
    before: words('ім вул просп пл бул м смт с гр проф доц акад ген полк майор кап т.зв напр див пор о св'),
    number: words(
      'ст ч п пп рис табл с стор т кн кв гл розд № тис млн млрд прибл січ лют бер квіт трав черв лип серп вер жовт лист груд',
    ),
    name: words('р.н в.о т.в.о і.о обл р-н пов губ'),
    closing: words('тощо т.д т.п ін рр р ст н.е грн'),
  },
  ru: {
    before: words('им ул просп пл гр проф доц акад ген полк т.н т.е напр см ср св и.о'),
    number: words('ст ч п пп рис табл с стр т кн гл тыс млн млрд'),
    name: words('в.о обл'),
    closing: words('т.д т.п др пр г гг в вв н.э'),
  },
  pt: {
    before: words('sr sra srs sras dra eng gen cel cap ten exmo exma d dom p.ex ex av r'),
    number: words(
      'n nº núm pág págs art arts cap vol fig tel jan fev mar abr mai jun jul ago set out nov dez',
    ),
    name: words('s.a e.u.a'),
    closing: words('etc a.c d.c'),
  },
  el: {
    before: words('κ κα κκ κ.κ δρ καθ αρ βλ λ.χ π.χ δηλ στρ αν υπ'),
    number: words('αρ αρθ παρ σελ τ ιαν φεβ μαρ απρ μαι ιουν ιουλ αυγ σεπ οκτ νοε δεκ'),
    name: words('ε.ε η.π.α η.β α.ε ο.ε'),
    closing: words('κ.λπ κλπ κ.τ.λ κ.ά κ.α μ.χ π.μ μ.μ'),
  },
  hi: {
    before: words('डॉ प्रो श्री श्रीमती पं कु मो सु'),
    number: words('सं क्र'),
    name: words('लि प्रा'),
    closing: words('ई.पू'),
  },
  nl: {
    before: words(
      'dhr mevr mw ir drs ing mr ds d.w.z bijv bv o.a m.n i.v.m m.b.t t.a.v z.g zgn resp incl excl evt',
    ),
    number: words('nr nrs blz p art jan feb mrt apr jun jul aug sept okt nov dec'),
    name: words('n.v b.v'),
    closing: words('enz etc e.d v.chr n.chr'),
  },
};

/** What follows a time of day within its sentence, in lower case. */
export const TIME_WORDS: ReadonlySet<string> = new Set(
  words(
    `monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
     september october november december mon tue wed thu fri sat sun
     est edt et cst cdt ct mst mdt mt pst pdt pt gmt utc bst cet cest eet eest ist jst aest eastern central pacific`,
  ),
);

/** Languages that write ordinal numbers as "3." before a word. */
export const ORDINAL_DOT_LANGUAGES: ReadonlySet<string> = new Set(
  words('de da nb nn no fi is et lv cs sk sl hr sr bs hu tr pl'),
);
