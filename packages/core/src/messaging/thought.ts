const ENDED_MS = 0;
const UNDECIDED_MS = 1_100;
const OPEN_MS = 2_000;

const FEWEST_WORDS_OF_A_SENTENCE = 4;
const LONG_CHARACTERS = 120;

/**
 * How long after a text has reached us a second text of the same thought may still come, in milliseconds: 0 when the
 * text plainly ends a thought, 2,000 when it plainly does not, 1,100 when it could do either. Judges by words and marks,
 * in English and Spanish; the sense of a text is not looked at.
 * @param attachments how many pictures or files came with the text.
 */
export function quietMs(body: string, attachments: number): number {
  const { said, ornament } = apart(body);
  const words = wordsOf(said);
  const isQuestion = /\?!*$/.test(said);
  if (words.length === 0 && attachments > 0) return OPEN_MS;
  if (/(?:[,:;&+\u2026\u2013\u2014-]|\.\.)$/.test(said)) return OPEN_MS;
  if (isFarewell(words) || isNod(said, ornament)) return ENDED_MS;
  if (isOpening(words, isQuestion) || (!/[.!?]$/.test(said) && endsOnALink(words))) return OPEN_MS;
  if (isQuestion) return ENDED_MS;
  // An exclamation mark is no full stop: who is excited has more to tell.
  const isSentence = /\.$/.test(said) && words.length >= FEWEST_WORDS_OF_A_SENTENCE;
  const isLong = body.length > LONG_CHARACTERS && /\p{P}$/u.test(said + ornament);
  return isSentence || isLong ? ENDED_MS : UNDECIDED_MS;
}

const LONGEST_EMOTICON = 6;
const EMOTICON = /(?:[:;=]['\u2019]?-?[()[\]dpo3/\\|*]+|<3+|\^_*\^|(?<![a-z])x+d+)$/i;
const ORNAMENT =
  /^(?:[\s"'\u2019\u201D\u00BB)\]}*_~]|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{RI}|\p{Cf}|\p{VS})$/u;

/** A text, and the emoji, emoticons, closing quotation marks and brackets behind its last word or mark. */
function apart(body: string): { readonly said: string; readonly ornament: string } {
  let end = body.length;
  for (;;) {
    const tail = body.slice(Math.max(0, end - LONGEST_EMOTICON), end);
    const last = [...tail].at(-1) ?? "";
    const width = EMOTICON.exec(tail)?.[0].length ?? (ORNAMENT.test(last) ? last.length : 0);
    if (width === 0) return { said: body.slice(0, end), ornament: body.slice(end).trim() };
    end -= width;
  }
}

const REPEATED = /([a-z])\1+/g;

/** Lower case, without accents and apostrophes, and every letter once: "heyyy" is "hey". */
function wordsOf(text: string): readonly string[] {
  const plain = text
    .normalize("NFD")
    .replace(/[\p{M}'\u2018\u2019]/gu, "")
    .toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.replace(REPEATED, "$1"));
}

/** Written without accents and apostrophes, and compared as `wordsOf` leaves them. */
const phrases = (...lists: readonly string[]): ReadonlySet<string> =>
  new Set(lists.join().replace(REPEATED, "$1").split(","));

const MOST_WORDS_OF_A_PHRASE = 7;
/** Longer texts say something of their own, whatever phrases they are made of. */
const MOST_WORDS_MADE_OF_PHRASES = 12;

/** Whether words are phrases of these kinds from the first to the last, with one at least of the first kind. */
function areMadeOf(words: readonly string[], kind: ReadonlySet<string>, beside: ReadonlySet<string>): boolean {
  if (words.length > MOST_WORDS_MADE_OF_PHRASES) return false;
  let isOfTheKind = false;
  for (let at = 0; at < words.length; ) {
    let length = Math.min(MOST_WORDS_OF_A_PHRASE, words.length - at);
    let phrase = words.slice(at, at + length).join(" ");
    while (length > 1 && !kind.has(phrase) && !beside.has(phrase)) {
      length -= 1;
      phrase = words.slice(at, at + length).join(" ");
    }
    if (kind.has(phrase)) isOfTheKind = true;
    else if (!beside.has(phrase) && !LAUGHTER.test(phrase)) return false;
    at += length;
  }
  return isOfTheKind;
}

const LAUGHTER = /^(?:[aeh]?(?:ha|he|ja|je)+[hj]?|lo+l|lmf?ao|rofl)$/;

const FAREWELLS = phrases(
  "ok,okay,okey,okie,oki,k,kay,alright,all right,right,deal,cool,great,nice,perfect,awesome,amazing,sweet,noted,understood",
  "got it,gotcha,will do,sounds good,sounds great,sounds like a plan,makes sense,fair,fair enough,true,same,same here,for sure",
  "thanks,thank you,thank u,thx,ty,tysm,tyvm,much appreciated,appreciate it,appreciate you,i appreciate it,i appreciate you",
  "no problem,np,no worries,youre welcome,ur welcome,my pleasure,you too,u too,same to you,likewise",
  "good night,goodnight,gnight,gn,night,nite,night night,nighty night,sleep well,sleep tight,sweet dreams",
  "bye,bye bye,goodbye,good bye,see you,see ya,cya,later,laters,ttyl,talk later,talk soon,talk tomorrow,talk to you later",
  "talk to you tomorrow,talk to you soon,take care,have a good night,have a good day,have a good one,love you,love u,ily",
  "vale,va,dale,sale,listo,claro,de acuerdo,perfecto,genial,entendido,esta bien,ta bien,gracias,muchas gracias,mil gracias",
  "de nada,igualmente,tu tambien,no hay problema,buenas noches,buena noche,descansa,que descanses,duerme bien",
  "dulces suenos,hasta manana,hasta luego,hasta pronto,nos vemos,adios,chao,chau,cuidate,un abrazo,besos,te quiero",
);
const BESIDE_FAREWELLS = phrases(
  "oh,ah,aw,yes,yeah,yep,yup,ya,no,nope,well,hey,and,then,now,jules,friend,dude,bro,man,girl,babe,everyone,again,anyway",
  "so much,a lot,very much,for now,for that,for this,for everything,for listening,for today,for asking,tonight,tomorrow,soon",
  "im going to bed,im off to bed,off to bed,going to bed,heading to bed,going to sleep,im going to sleep,time for bed",
  "si,ay,bueno,pues,tambien,entonces,por todo,por escucharme,por escuchar,por eso,por hoy,me voy a dormir,ya me voy a dormir",
);

/** Something said back, or a good-bye: whoever says it waits for nothing and adds nothing. */
function isFarewell(words: readonly string[]): boolean {
  return areMadeOf(words, FAREWELLS, BESIDE_FAREWELLS);
}

const NODS: ReadonlySet<string> = new Set(["👍", "👌", "🙏", "❤", "🫡", "✅", "😘", "🤝", "💯"]);

/** An emoji alone that says "ok" or "thanks". One that laughs or cries says nothing of what comes next. */
function isNod(said: string, ornament: string): boolean {
  const signs = [...ornament.replace(/[\p{VS}\p{Emoji_Modifier}]/gu, "")];
  return said === "" && signs.length > 0 && signs.every((sign) => NODS.has(sign));
}

const OPENINGS = phrases(
  "hi,hello,hey,heya,hiya,yo,hi there,hey there,hello there,jules,good morning,gm,morning,good afternoon,good evening,im back",
  "so,wait,listen,look,dude,bro,girl,omg,oh my god,oh my gosh,ugh,um,uh,hm,well,also,anyway,anyways,btw,by the way",
  "guess what,guess who,guess where i am,you know what,u know what,know what,get this,hear me out,picture this,one sec",
  "story time,storytime,long story,long story short,fun fact,random question,quick question,question,question for you,update",
  "one more thing,another thing,the thing is,thing is,heres the thing,hot take,unpopular opinion,confession,real talk",
  "plot twist,good news,bad news,here goes,here we go,dont laugh,dont judge me,dont judge,idk how to say this",
  "hola,holi,buenas,buenos dias,buen dia,buenas tardes,oye,oiga,mira,escucha,espera,esperate,adivina,adivina que,sabes que",
  "que crees,a que no sabes,no manches,no mames,a ver,es que,fijate,fijate que,te cuento,bueno,pues,entonces,por cierto",
  "ademas,pregunta,una pregunta,uf,ay,ay no,otra cosa",
  "you up,u up,are you up,you awake,u awake,are you awake,you there,u there,are you there,estas ahi,sigues ahi",
  "estas despierta,estas despierto",
);
const BESIDE_OPENINGS = phrases(
  "ok,okay,oh,and,but,no,just,alright,right,yes,yeah,you,everyone,again,y,pero,si,ya,con,mi,amiga,amigo",
);

/** What comes after one of these is the thing itself. */
const ANNOUNCEMENTS = phrases(
  "have to tell you something,need to tell you something,gotta tell you something,got to tell you something",
  "want to tell you something,wanna tell you something,something to tell you,can i tell you something,can i ask you something",
  "have to ask you something,need to ask you something,have a question,have something to say,have to say something",
  "need to vent,can i vent,let me vent,need to rant,can i rant,need to talk,need to talk to you,can we talk",
  "you wont believe this,you wont believe it,you wont believe what happened,you will not believe this,youll never guess",
  "you will never guess,youre not gonna believe this,something happened,something weird happened,something funny happened",
  "something crazy happened,guess what happened,have news,have big news,have good news,have bad news,so basically",
  "let me explain,let me tell you,need advice,need your advice,need your opinion,have a confession,have an idea",
  "tengo que contarte algo,te tengo que contar algo,necesito contarte algo,quiero contarte algo,tengo algo que contarte",
  "tengo que decirte algo,te tengo que decir algo,quiero decirte algo,te puedo contar algo,puedo contarte algo",
  "te puedo preguntar algo,necesito desahogarme,me puedo desahogar,necesito hablar,necesito hablar contigo,podemos hablar",
  "no vas a creer,no vas a creer esto,no vas a creer lo que paso,no sabes lo que paso,no sabes lo que me paso",
  "paso algo,me paso algo,tengo una pregunta,tengo noticias,necesito un consejo,tengo una idea",
);

/** A greeting, a call for attention, the announcement of something. One word with a question mark is a question. */
function isOpening(words: readonly string[], isQuestion: boolean): boolean {
  if (isQuestion && words.length === 1) return false;
  if (areMadeOf(words, OPENINGS, BESIDE_OPENINGS)) return true;
  for (let length = 2; length <= MOST_WORDS_OF_A_PHRASE; length++) {
    if (ANNOUNCEMENTS.has(words.slice(-length).join(" "))) return true;
  }
  return false;
}

const LINKS = phrases(
  "and,but,because,becuz,cause,cuz,coz,cus,bc,bcs,or,so,plus,if,than,the,my,and then,but then,and like",
  "y,pero,porque,xq,pq,o,aunque,sino,entonces,y luego,y entonces",
);
/** "I think so" is all that there is to say. */
const WITH_SO: ReadonlySet<string> = phrases("think,thought,hope,guess,suppose,say,said,told,believe,or,even,creo");

function endsOnALink(words: readonly string[]): boolean {
  const [before = "", last = ""] = [words.at(-2), words.at(-1)];
  return (LINKS.has(last) && !(last === "so" && WITH_SO.has(before))) || LINKS.has(`${before} ${last}`);
}
