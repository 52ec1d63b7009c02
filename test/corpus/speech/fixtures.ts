/** A piece of news, what each of its sentences is expected to be, and why. Written for these tests. */
export interface Fixture {
  readonly reason: string;
  readonly text: string;
  /** `voice: speaker + others`, a line a sentence. */
  readonly expected: readonly string[];
}

const narrator = 'narrator: nobody';

export const QUOTATION_FIXTURES: readonly Fixture[] = [
  {
    reason: 'the plain case: subject, then said',
    text: '“We will build it,” Marco Rubio said.',
    expected: ['direct: Marco Rubio'],
  },
  {
    reason: 'inversion directly after a quotation',
    text: '"We are not going back," said Elizabeth Warren, who was campaigning in Iowa.',
    expected: ['direct: Elizabeth Warren'],
  },
  {
    reason: 'inversion with a title and a state',
    text: '“It is a bad deal,” said Republican Sen. Lindsey Graham of South Carolina.',
    expected: ['direct: Lindsey Graham'],
  },
  {
    reason: 'inversion with a noun and the name behind a comma',
    text: "“The numbers are wrong,” said the committee's chairman, Devin Nunes.",
    expected: ['direct: Devin Nunes'],
  },
  {
    reason: 'inversion with a lower-case function before the name',
    text: '“He has our full support,” said campaign manager Robby Mook.',
    expected: ['direct: Robby Mook'],
  },
  {
    reason: 'a quotation that ends with a question mark takes the cue behind it',
    text: '“Are we serious?” asked Bernie Sanders. The crowd cheered.',
    expected: ['direct: Bernie Sanders', narrator],
  },
  {
    reason: 'an interrupted quotation is one speaker’s',
    text: '“The bill,” Nancy Pelosi said, “is a disgrace, and the country knows it.”',
    expected: ['direct: Nancy Pelosi'],
  },
  {
    reason: 'a quotation that goes on in the paragraph without a cue of its own',
    text: '“I have never met him,” Jeff Sessions said Tuesday. “I would remember it. I did not.”',
    expected: ['direct: Jeff Sessions', 'direct: Jeff Sessions', 'direct: Jeff Sessions'],
  },
  {
    reason: 'an introduction in the same paragraph names the speaker of the quotation behind it',
    text: 'Paul Ryan said the vote would be held this week. “We have the numbers.”',
    expected: ['reported: Paul Ryan', 'direct: Paul Ryan'],
  },
  {
    reason: 'a colon at the end of the paragraph hands its speaker on',
    text: 'On Twitter, Ted Cruz wrote:\n\n“The people of Texas deserve better than this.”',
    expected: ['narrator: nobody', 'direct: Ted Cruz'],
  },
  {
    reason: 'an unclosed quotation goes on in the next paragraph, which opens with a mark',
    text: '“We lost, and I take the blame,” Jeb Bush said. “I have thought about it for a long time.\n\n“And I would do it again.”',
    expected: ['direct: Jeb Bush', 'direct: Jeb Bush', 'direct: Jeb Bush'],
  },
  {
    reason: 'a quotation alone in its paragraph after a narrator’s line has nobody: a guess would be worse',
    text: 'The hall in Cleveland was full by noon.\n\n“It felt like the end of something.”',
    expected: [narrator, 'direct: nobody'],
  },
  {
    reason: 'a comma before the quotation',
    text: 'John Kasich said, “I think the people of Ohio know me.”',
    expected: ['direct: John Kasich'],
  },
  {
    reason: 'a colon before the quotation and an addressee between',
    text: 'Chris Christie told reporters in Trenton: “There will be no deal.”',
    expected: ['direct: Chris Christie'],
  },
  {
    reason: 'a piece of a quotation in a retelling',
    text: 'Tim Kaine called the remarks “deeply offensive” and asked for an apology.',
    expected: ['mixed: Tim Kaine'],
  },
  {
    reason: 'two pieces of one speaker',
    text: 'Mitt Romney described him as “a phony” and said his promises were “worthless.”',
    expected: ['mixed: Mitt Romney'],
  },
  {
    reason: 'scare quotes with no cue belong to nobody',
    text: 'The so-called “nuclear option” was used in 2013. Voters in “swing counties” were undecided.',
    expected: [narrator, narrator],
  },
  {
    reason: 'a slogan is not attributed',
    text: 'He wore a hat with the slogan “Make America Great Again.”',
    expected: [narrator],
  },
  {
    reason: 'straight quotation marks, in which opening and closing look alike',
    text: '"I am ready," Mike Pence said. "We are ready," he added.',
    expected: ['direct: Mike Pence', 'direct: Mike Pence'],
  },
  {
    reason: 'Penn-Treebank marks and spaces, as in news corpora',
    text: "`` We are going to win , '' Donald Trump said . `` Nobody does it better . ''",
    expected: ['direct: Donald Trump', 'direct: Donald Trump'],
  },
  {
    reason: 'two apostrophes as marks',
    text: "''We cannot wait,'' Harry Reid said.",
    expected: ['direct: Harry Reid'],
  },
  {
    reason: 'single marks in a text without double ones; the apostrophe is none',
    text: '‘It’s the voters’ choice,’ Theresa May said.',
    expected: ['direct: Theresa May'],
  },
  {
    reason: 'a quotation in a quotation does not end the outer one',
    text: '“He told me, ‘You are finished,’ and I laughed,” Omarosa Newman said.',
    expected: ['direct: Omarosa Newman'],
  },
  {
    reason: 'an em dash before the name behind a quotation alone',
    text: '“Government of the people shall not perish.”\n— Abraham Lincoln',
    expected: ['direct: Abraham Lincoln', narrator],
  },
  {
    reason: 'put it',
    text: 'As Rand Paul put it, “You cannot be for the Constitution on Mondays only.”',
    expected: ['direct: Rand Paul'],
  },
  {
    reason: 'according to',
    text: '“The plane never left the ground,” according to Sean Spicer.',
    expected: ['direct: Sean Spicer'],
  },
  {
    reason: 'an unnamed source is given in the text’s own words',
    text: '“He is furious,” said a senior White House official familiar with the matter.',
    expected: ['direct: senior White House official familiar with the matter'],
  },
  {
    reason: 'a weak verb counts beside a quotation',
    text: '“And another thing,” Ben Carson continued, “I did not read it.”',
    expected: ['direct: Ben Carson'],
  },
  {
    reason: 'an attitude verb counts beside a quotation',
    text: 'Susan Collins believes the process was “badly broken” from the start.',
    expected: ['mixed: Susan Collins'],
  },
  {
    reason: 'the question that was put to the speaker is not the speaker’s',
    text: 'Asked about the memo, Reince Priebus said, “I have not seen it.”',
    expected: ['direct: Reince Priebus'],
  },
  {
    reason: 'a lower-case whole quotation that opens the sentence and ends in a comma',
    text: '“... and that is how we will do it,” Scott Walker said.',
    expected: ['direct: Scott Walker'],
  },
  {
    reason: 'was quoted as saying',
    text: 'Vladimir Putin was quoted as saying that the sanctions “make no sense at all.”',
    expected: ['mixed: Vladimir Putin'],
  },
  {
    reason: 'two quotations of two speakers in one paragraph',
    text: '“It was rigged,” Donald Trump said. “It was not,” Hillary Clinton replied.',
    expected: ['direct: Donald Trump', 'direct: Hillary Clinton'],
  },
  {
    reason: 'another quotation between the speaker and the verb is passed over',
    text: 'Carly Fiorina, who calls herself “an outsider,” said the system had failed.',
    expected: ['mixed: Carly Fiorina'],
  },
  {
    reason: 'a title in quotation marks is not speech',
    text: 'The star of the reality show “The Apprentice” arrived late.',
    expected: [narrator],
  },
  {
    reason: 'a quotation and a retelling by one speaker are mixed',
    text: 'Lindsey Graham said the policy had failed, adding, “We need a new one right now.”',
    expected: ['mixed: Lindsey Graham'],
  },
  {
    reason: 'a label opens the line of a transcript',
    text: 'The debate was heated.\n\nMartha Raddatz asked the first question.\n\nRADDATZ: Why should voters trust you?',
    expected: [narrator, narrator, 'direct: Martha Raddatz'],
  },
];

export const RETELLING_FIXTURES: readonly Fixture[] = [
  {
    reason: 'said with a clause and no "that"',
    text: 'Mitch McConnell said the Senate would stay in session.',
    expected: ['reported: Mitch McConnell'],
  },
  {
    reason: 'said that',
    text: 'Barack Obama said that the agreement was the best available.',
    expected: ['reported: Barack Obama'],
  },
  {
    reason: 'the subject before an appositive with a second name in it',
    text: 'Michael Cohen, special counsel to Donald Trump, told CNN that the report was false.',
    expected: ['reported: Michael Cohen'],
  },
  {
    reason: 'two appositives, party and state',
    text: 'Rep. Peter King, R-N.Y., a member of the committee, said the program works.',
    expected: ['reported: Peter King'],
  },
  {
    reason: 'an age is no name',
    text: 'Karen Miller, 54, a nurse from Toledo, said she had not decided.',
    expected: ['reported: Karen Miller'],
  },
  {
    reason: 'a noun and the name behind it in commas',
    text: "Clinton's campaign manager, Robby Mook, said the emails were stolen.",
    expected: ['reported: Robby Mook'],
  },
  {
    reason: 'the tagger takes the surname for a verb',
    text: 'Attorney General Loretta Lynch met him in Phoenix.\n\nLynch said the talk was about grandchildren.',
    expected: [narrator, 'reported: Loretta Lynch'],
  },
  {
    reason: 'a spokesperson is not the person spoken for',
    text: 'Paul Ryan was in Wisconsin. A Ryan spokesperson said the speaker had no comment.',
    expected: [narrator, 'reported: Ryan spokesperson'],
  },
  {
    reason: 'a spokesman for somebody is not that somebody',
    text: 'A spokesman for Hillary Clinton said the meeting never happened.',
    expected: ['reported: spokesman for Hillary Clinton'],
  },
  {
    reason: 'inversion after a comma where the name ends the clause',
    text: 'The plan would cost too much, said Susan Collins.',
    expected: ['reported: Susan Collins'],
  },
  {
    reason: 'the attribution behind its clause',
    text: 'The vote will be delayed, Chuck Schumer said on Monday.',
    expected: ['reported: Chuck Schumer'],
  },
  {
    reason: 'according to, at the end',
    text: 'The server was wiped, according to James Comey.',
    expected: ['reported: James Comey'],
  },
  {
    reason: 'according to, at the start',
    text: 'According to Kellyanne Conway, the call lasted an hour.',
    expected: ['reported: Kellyanne Conway'],
  },
  {
    reason: 'who and its antecedent',
    text: 'The plan angered Rand Paul, who said it was unconstitutional.',
    expected: ['reported: Rand Paul'],
  },
  {
    reason: 'and VERB has the subject of the verb before',
    text: 'Joe Biden praised the firefighters and said the town would be rebuilt.',
    expected: ['reported: Joe Biden'],
  },
  {
    reason: 'saying has the subject of its sentence',
    text: 'Jeb Bush withdrew on Saturday, saying the voters had spoken.',
    expected: ['reported: Jeb Bush'],
  },
  {
    reason: 'echoed by adds a second speaker',
    text: 'Marco Rubio rejected the proposal, a view echoed by Ted Cruz.',
    expected: ['reported: Marco Rubio + Ted Cruz'],
  },
  {
    reason: 'joint speakers are both kept',
    text: 'John McCain and Lindsey Graham said the strike was overdue.',
    expected: ['reported: John McCain + Lindsey Graham'],
  },
  {
    reason: 'two clauses with a speaker each',
    text: 'Donald Trump said the wall would be built, and Paul Ryan said the money was not there.',
    expected: ['reported: Donald Trump + Paul Ryan'],
  },
  {
    reason: 'a cue inside another’s complement is no speaker',
    text: 'Ben Carson said Hillary Clinton claimed the money was hers.',
    expected: ['reported: Ben Carson'],
  },
  {
    reason: 'an institution speaks',
    text: 'The White House said the order was lawful.',
    expected: ['reported: White House'],
  },
  {
    reason: 'a law explains',
    text: 'The Constitution says that treaties need the consent of the Senate. The law states that no fee is due.',
    expected: [narrator, narrator],
  },
  {
    reason: 'supports is an attitude, not speech',
    text: 'Ted Cruz supports the amendment. Bernie Sanders opposes the deal. John Kasich wants a balanced budget.',
    expected: [narrator, narrator, narrator],
  },
  {
    reason: 'the administration of somebody is not that person',
    text: 'The vote came as the administration of President Barack Obama calls for restraint.',
    expected: [narrator],
  },
  {
    reason: 'did not say is no speech',
    text: 'Mike Pence did not say whether he would attend.',
    expected: [narrator],
  },
  {
    reason: 'would say is no speech',
    text: 'Few expected that Donald Trump would say anything.',
    expected: [narrator],
  },
  {
    reason: 'a noun that looks like a cue verb',
    text: 'The report and its claims were published after the comments.',
    expected: [narrator],
  },
  {
    reason: 'a passive without an agent',
    text: 'The president was told on Friday. Voters were asked for their views.',
    expected: [narrator, narrator],
  },
  {
    reason: 'criticised by',
    text: 'The decision was criticized by Elizabeth Warren.',
    expected: ['reported: Elizabeth Warren'],
  },
  {
    reason: 'a time phrase between subject and verb',
    text: 'Jeff Flake on Tuesday announced that he would retire.',
    expected: ['reported: Jeff Flake'],
  },
  {
    reason: 'an adverb and an auxiliary between subject and verb',
    text: 'Harry Reid has also repeatedly insisted that the tax returns be shown.',
    expected: ['reported: Harry Reid'],
  },
  {
    reason: 'promised to',
    text: 'Donald Trump promised to release the letter. Bobby Jindal vowed to fight on.',
    expected: ['reported: Donald Trump', 'reported: Bobby Jindal'],
  },
  {
    reason: 'went on to say',
    text: 'Rick Perry went on to say that the border was open.',
    expected: ['reported: Rick Perry'],
  },
  {
    reason: 'pointed out',
    text: 'Tim Scott pointed out that the vote was close.',
    expected: ['reported: Tim Scott'],
  },
  {
    reason: 'a dateline is no label',
    text: 'CLEVELAND: Delegates began to arrive on Sunday.',
    expected: [narrator],
  },
  {
    reason: 'anonymous plural sources',
    text: 'Two people briefed on the matter said the letter was never sent.',
    expected: ['reported: Two people briefed on the matter'],
  },
  {
    reason: 'demand by a person in the main clause is speech',
    text: 'Nancy Pelosi called for an independent commission.',
    expected: ['reported: Nancy Pelosi'],
  },
  {
    reason: 'an action is no speech',
    text: 'Mike Huckabee flew to Des Moines and met voters at a diner.',
    expected: [narrator],
  },
  {
    reason: 'a noun of speech and its owner',
    text: "Few believed Anthony Weiner's claim that the account was hacked.",
    expected: ['reported: Anthony Weiner'],
  },
];

export const REFERENCE_FIXTURES: readonly Fixture[] = [
  {
    reason: 'he and she by first name',
    text: 'Bill Clinton met Angela Merkel in Berlin.\n\nShe said the talks were useful. He said they were long.',
    expected: [narrator, 'reported: Angela Merkel', 'reported: Bill Clinton'],
  },
  {
    reason: 'the surname alone means the full name given first',
    text: 'Donald J. Trump arrived at noon. “I love this place,” Trump said.',
    expected: [narrator, 'direct: Donald J. Trump'],
  },
  {
    reason: 'Mrs. chooses between two who share the surname',
    text: 'Bill Clinton and Hillary Clinton arrived together. Mrs. Clinton said the day was cold. Mr. Clinton said nothing of the kind was true.',
    expected: [narrator, 'reported: Hillary Clinton', 'reported: Bill Clinton'],
  },
  {
    reason: 'a son with the father’s name',
    text: 'Donald Trump spoke first. His son Donald Trump Jr. followed. “It was an honor,” Trump Jr. said.',
    expected: [narrator, narrator, 'direct: Donald Trump Jr.'],
  },
  {
    reason: 'of two men the one who just spoke is he',
    text: 'Ted Cruz said the vote was close. He said nobody had slept.',
    expected: ['reported: Ted Cruz', 'reported: Ted Cruz'],
  },
  {
    reason: 'a name in the possessive is a weaker antecedent',
    text: 'Marco Rubio attacked Jeb Bush’s record. “It is a record of failure,” he said.',
    expected: [narrator, 'direct: Marco Rubio'],
  },
  {
    reason: 'an organisation is never he',
    text: 'Paul Manafort left the Democratic National Committee. He said the work was done.',
    expected: [narrator, 'reported: Paul Manafort'],
  },
  {
    reason: '"it" is the last organisation that spoke',
    text: 'The Pentagon said two soldiers had died. It said the attack was under investigation.',
    expected: ['reported: Pentagon', 'reported: Pentagon'],
  },
  {
    reason: 'a role noun means the latest holder of the title',
    text: 'Gov. John Kasich arrived late. Sen. Rob Portman did not come. The governor said the road was closed.',
    expected: [narrator, narrator, 'reported: John Kasich'],
  },
  {
    reason: 'a specifier that nobody’s title has keeps the words of the text',
    text: 'President Barack Obama listened. The French president said the talks had failed.',
    expected: [narrator, 'reported: French president'],
  },
  {
    reason: 'gender by agreement within the text, where the first name is unknown',
    text: 'Thistle Marr runs a bakery. She opened it herself in 1998. Tom Hanley is her landlord. “The rent is too high,” she said.',
    expected: [narrator, narrator, narrator, 'direct: Thistle Marr'],
  },
  {
    reason: 'a particle belongs to the name',
    text: 'Ursula von der Leyen said the union would act. “We are ready,” von der Leyen added.',
    expected: ['reported: Ursula von der Leyen', 'direct: Ursula von der Leyen'],
  },
  {
    reason: 'weekdays and months are no names',
    text: 'On Tuesday Sarah Sanders said the order stands.',
    expected: ['reported: Sarah Sanders'],
  },
  {
    reason: 'a place that speaks',
    text: 'Russia denied that its planes had crossed the line. Moscow said the radar was wrong.',
    expected: ['reported: Russia', 'reported: Moscow'],
  },
  {
    reason: 'they are the last group that spoke',
    text: 'Officials said the count would end at noon. They said no ballots were lost.',
    expected: ['reported: Officials', 'reported: Officials'],
  },
];
